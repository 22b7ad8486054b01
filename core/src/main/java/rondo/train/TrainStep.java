package rondo.train;

import rondo.data.Batch;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.network.Network;
import rondo.network.Pass;
import rondo.optim.MomentAge;
import rondo.parallel.Parallel;

/**
 * One step of training: the only class that sees network, loss, gradient and optimizer together.
 * Holds buffers, no state: parameters and moments are the caller's.
 *
 * <p>Thread use: one thread at a time.
 */
public final class TrainStep {
  private final int recompute;
  private final Network network;
  private final Loss loss;
  private final GradientSum gradient;
  private final ParameterUpdate update;
  private final Parallel parallel;

  public TrainStep(TrainSpec spec, Kernels kernels, Parallel parallel) {
    this.recompute = spec.recompute();
    this.network = new Network(spec.model(), kernels, parallel);
    this.loss = Loss.of(spec.loss(), network, kernels, parallel);
    this.gradient = new GradientSum(network.layout().size());
    this.update = new ParameterUpdate(spec, kernels.elementwise(), parallel);
    this.parallel = parallel;
  }

  /** The network, whose state a caller may save and restore between steps. */
  public Network network() {
    return network;
  }

  /** Moments that the optimizer keeps. */
  public int moments() {
    return update.optimizer().moments();
  }

  /** True if a moment is an average of squares, false if it is one of gradients. */
  public boolean isSecond(int moment) {
    return update.optimizer().isSecond(moment);
  }

  /**
   * The gradient sum of one batch: of the loss at time steps and of that of whole sequences, where
   * there are both kinds of outputs. Valid until the next call or the next update.
   */
  public GradientSum gradient(Batch batch, Pass pass, float[] parameters) {
    gradient.clear(parallel);
    network.prepare(parameters);
    boolean steps = network.hasStepOutputs();
    Batch sequences = network.hasSequenceOutputs() ? batch.sequenceTargets() : null;
    network.gradient(
        batch,
        pass,
        recompute,
        (outputs, first, rows) -> gradient.add(loss.apply(outputs, batch, first, rows), rows),
        (outputs, first, rows) ->
            gradient.add(
                loss.forSequences().apply(outputs, sequences, first, rows), steps ? 0 : rows),
        gradient.sum());
    return gradient;
  }

  /**
   * Turns a gradient sum into its mean, clips it and lets the optimizer take the step: {@link
   * ParameterUpdate#apply}.
   *
   * @param step counted from 1, where all moments began at zero
   */
  public Clipping.Result update(
      GradientSum sum, float[] parameters, float[][] moments, long step, double learningRate) {
    return update(sum, parameters, moments, MomentAge.of(step), learningRate);
  }

  /** The same where moments may be of different ages. */
  public Clipping.Result update(
      GradientSum sum, float[] parameters, float[][] moments, MomentAge age, double learningRate) {
    return update.apply(sum, parameters, moments, age, learningRate);
  }
}
