package rondo.float64.network;

import static org.assertj.core.api.Assertions.assertThat;

import rondo.float64.data.Batch;
import rondo.float64.kernel.Kernels;
import rondo.float64.loss.Loss;
import rondo.float64.loss.LossKind;
import rondo.float64.loss.LossSpec;
import rondo.float64.model.ModelSpec;
import rondo.float64.model.ParameterLayout.Tensor;
import rondo.float64.parallel.Parallel;

/**
 * Compares the gradient that a network computes with central differences of its loss, parameter by
 * parameter, in double precision.
 */
final class GradientCheck {
  /** Largest difference allowed, relative to the largest gradient of the tensor. */
  private static final double TOLERANCE = 1e-6;

  /** A gradient this small all over a tensor would check nothing. */
  private static final double SMALLEST = 1e-5;

  private final Network network;
  private final Loss loss;
  private final double[] parameters;
  private final double step;

  /**
   * @param step distance of the differences; small enough that no kink lies within it
   */
  GradientCheck(ModelSpec spec, LossKind loss, long seed, double step) {
    this.network = new Network(spec, Kernels.scalar(), Parallel.single());
    this.loss = Loss.of(LossSpec.of(loss), network, Kernels.scalar(), Parallel.single());
    this.step = step;
    // On top of the usual start, because biases, peepholes and initial states start at zero.
    this.parameters = network.layout().initialParameters(seed);
    double[] noise = RandomBatch.uniform(seed, parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.3 * noise[i];
    }
  }

  /** The state after a batch, for a batch that goes on from there. */
  double[] stateAfter(Batch batch, Pass pass) {
    network.prepare(parameters);
    network.forward(batch, pass);
    return network.state();
  }

  /** Loss of a batch that starts from {@code state}, or fresh if that is null. */
  double loss(Batch batch, Pass pass, double[] state) {
    if (state != null) {
      network.restore(state);
    }
    network.prepare(parameters);
    Matrix outputs = network.forward(batch, pass);
    double sum = outputs == null ? 0 : loss.apply(outputs, batch);
    Matrix sequences = network.sequenceOutputs(batch);
    return sequences == null
        ? sum
        : sum + loss.forSequences().apply(sequences, batch.sequenceTargets());
  }

  /** The gradient of {@link #loss} by back-propagation. */
  double[] gradient(Batch batch, Pass pass, double[] state) {
    if (state != null) {
      network.restore(state);
    }
    network.prepare(parameters);
    Matrix outputs = network.forward(batch, pass);
    if (outputs != null) {
      loss.apply(outputs, batch);
    }
    Matrix sequences = network.sequenceOutputs(batch);
    if (sequences != null) {
      loss.forSequences().apply(sequences, batch.sequenceTargets());
    }
    double[] gradient = new double[parameters.length];
    network.backward(batch, outputs, sequences, gradient);
    return gradient;
  }

  /** Checks every parameter; {@code state} is held fast, as truncation wants it. */
  void check(Batch batch, Pass pass, double[] state) {
    double[] gradient = gradient(batch, pass, state);
    for (Tensor tensor : network.layout().tensors()) {
      double largest = 0;
      double worst = 0;
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        double expected = difference(batch, pass, state, i);
        largest = Math.max(largest, Math.abs(expected));
        worst = Math.max(worst, Math.abs(gradient[i] - expected));
      }
      if (state != null && tensor.name().contains("initial")) {
        assertThat(worst).as(tensor.name() + " behind the border").isZero();
        continue;
      }
      assertThat(largest).as("gradient of " + tensor.name()).isGreaterThan(SMALLEST);
      assertThat(worst / largest).as("error of " + tensor.name()).isLessThan(TOLERANCE);
    }
  }

  private double difference(Batch batch, Pass pass, double[] state, int i) {
    double kept = parameters[i];
    parameters[i] = kept + step;
    double above = loss(batch, pass, state);
    parameters[i] = kept - step;
    double below = loss(batch, pass, state);
    parameters[i] = kept;
    return (above - below) / (2 * step);
  }
}
