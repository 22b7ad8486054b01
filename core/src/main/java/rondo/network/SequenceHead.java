package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.Initializer;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** The output {@code y_b = W p_b + b} of each sequence, p_b being its pooled hidden states. */
final class SequenceHead {
  private final Source source;
  private final Pool pool;
  private final Weights weights;
  private final Bias bias;
  private final Matrix pooled; // (B, width)
  private final Matrix dPooled;
  private final Matrix output; // (B, outputs)

  /** Declares the parameters. */
  SequenceHead(
      ModelSpec spec,
      Source source,
      ParameterLayout.Builder layout,
      Kernels kernels,
      Parallel parallel) {
    int width = source.output().width();
    int outputs = spec.head().sequenceOutputs();
    this.source = source;
    this.pool = Pool.of(spec, width, layout, kernels, parallel);
    Tensor w = layout.add("sequence.w", width, outputs, 1, Initializer.glorot());
    Tensor b = layout.add("sequence.bias", 1, outputs, 1, Initializer.zeros());
    this.weights = new Weights(w, kernels, parallel);
    this.bias = new Bias(b, kernels, parallel);
    this.pooled = new Matrix(width);
    this.dPooled = new Matrix(width);
    this.output = new Matrix(outputs);
  }

  void prepare(float[] parameters) {
    pool.prepare(parameters);
    weights.prepare(parameters);
    bias.prepare(parameters);
  }

  /** Outputs (B, outputs) of the sequences of a batch, in its order. */
  Matrix forward(Batch batch) {
    int sequences = batch.batchSize();
    pooled.reserve(sequences);
    pool.forward(batch, source, pooled);
    output.reserve(sequences);
    bias.fill(output, sequences);
    weights.multiplyAll(pooled, 0, sequences, output, 0);
    return output;
  }

  /**
   * {@code dOutput} (B, outputs) in, of what {@link #forward} last gave: adds the gradients of the
   * parameters, and dLoss/dh to the source.
   */
  void backward(Batch batch, Matrix dOutput, float[] gradient) {
    int sequences = batch.batchSize();
    bias.addGradient(dOutput, sequences, gradient);
    weights.addGradient(pooled, 0, dOutput, sequences, gradient);
    dPooled.reserve(sequences);
    dPooled.clear(0, sequences);
    weights.multiplyTransposedAll(dOutput, sequences, dPooled, 0);
    pool.backward(batch, source, dPooled, gradient);
  }
}
