package rondo.train;

import rondo.data.Batch;
import rondo.data.Batches;
import rondo.loss.Loss;
import rondo.network.Network;
import rondo.network.Pass;

/**
 * Loss and metric of given parameters over all batches of one part of the data. The metric is that
 * of outputs at time steps, or of outputs of sequences where there are no others.
 */
public final class Evaluator {
  private final Network network;
  private final Loss loss;
  private final MetricKind metric;
  private final int window;

  /**
   * Evaluates with the buffers of {@code network}, whose carried state is lost.
   *
   * @param window time steps that are in memory at a time; 0: all of a batch
   */
  public Evaluator(Network network, Loss loss, MetricKind metric, int window) {
    this.network = network;
    this.loss = loss;
    this.metric = metric;
    this.window = window;
  }

  /** Sums over one epoch of {@code batches}; {@link Evaluation#NONE} if there is none. */
  public Evaluation evaluate(float[] parameters, Batches batches) {
    network.prepare(parameters);
    Evaluation sum = Evaluation.NONE;
    for (int step = 0; step < batches.stepsPerEpoch(); step++) {
      Batch batch = batches.batch(0, step);
      boolean steps = network.hasStepOutputs();
      Batch sequences = network.hasSequenceOutputs() ? batch.sequenceTargets() : null;
      MetricKind.Counter counter = metric.counter(steps ? batch : sequences);
      double[] lossSum = new double[1];
      network.evaluate(
          batch,
          Pass.EVALUATION,
          window,
          (outputs, first, rows) -> {
            counter.accept(outputs, first, rows); // before its outputs become gradients
            lossSum[0] += loss.apply(outputs, batch, first, rows);
          },
          (outputs, first, rows) -> {
            if (!steps) {
              counter.accept(outputs, first, rows);
            }
            lossSum[0] += loss.apply(outputs, sequences, first, rows);
          });
      sum =
          sum.plus(
              new Evaluation(lossSum[0], network.weight(batch), counter.right, counter.counted));
    }
    return sum;
  }
}
