package rondo.train;

import java.util.concurrent.atomic.AtomicBoolean;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.kernel.Elementwise;
import rondo.optim.MomentAge;
import rondo.optim.Optimizer;
import rondo.parallel.Parallel;

/**
 * From a gradient sum to new parameters: its mean, clipped, and a step of the optimizer, in one
 * pass over the parameters after the one that finds the norm. A model of millions of parameters is
 * bound by how often they go through the memory.
 *
 * <p>Thread use: one thread at a time. The same bits whatever the number of threads.
 */
public final class ParameterUpdate {
  private final Clipping clipping;
  private final Optimizer optimizer;
  private final Elementwise elementwise;
  private final Parallel parallel;

  public ParameterUpdate(TrainSpec spec, Elementwise elementwise, Parallel parallel) {
    this.clipping = new Clipping(spec.clipNorm(), spec.clipValue());
    this.optimizer = Optimizer.of(spec.optimizer());
    this.elementwise = elementwise;
    this.parallel = parallel;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  /**
   * Takes the step. The numbers of {@code sum} are zero afterwards; its loss and weight stay.
   *
   * @param moments as many as the optimizer keeps, updated like {@code parameters}
   * @return the norm of the mean gradient, and whether it was clipped
   * @throws IllegalStateException if the weight of the sum is not positive
   */
  public Clipping.Result apply(
      GradientSum sum, float[] parameters, float[][] moments, MomentAge age, double learningRate) {
    double weight = sum.weight();
    if (!(weight > 0)) {
      throw new IllegalStateException("weight: got " + weight + ", expected more than 0");
    }
    double norm = sum.norm(elementwise, parallel) / weight;
    double factor = clipping.factor(norm);
    AtomicBoolean cut = new AtomicBoolean();
    sum.drain(
        (float) (factor / weight),
        parallel,
        (gradient, from, to) -> {
          if (clipping.cut(gradient, from, to)) {
            cut.set(true);
          }
          optimizer.update(parameters, gradient, moments, age, learningRate, from, to);
        });
    return new Clipping.Result(norm, factor < 1 || cut.get());
  }
}
