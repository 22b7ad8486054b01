package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Elementwise;
import rondo.kernel.Kernels;
import rondo.kernel.ScalarMath;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * {@link Pool} by attention over the time steps of a sequence (Yang et al. 2016, Hierarchical
 * Attention Networks):
 *
 * <pre>
 * k_t = tanh(W h_t + b)            keys
 * a_t = softmax over t of v^T k_t
 * p   = sum over t of a_t h_t
 * </pre>
 *
 * W is square. Parameters: {@code sequence.attention.w}, {@code .bias}, {@code .v}.
 */
final class AttentionPool implements Pool {
  private static final String PREFIX = "sequence.attention.";

  private final Weights weights;
  private final Bias bias;
  private final Weights scoring; // v, a matrix of one column
  private final Elementwise elementwise;
  private final Parallel parallel;
  private final Matrix keys; // (R, width)
  private final Matrix dKeys;
  private final Matrix scores; // (R, 1): scores, then a
  private final Matrix dScores;

  /** Declares the parameters. */
  AttentionPool(int width, ParameterLayout.Builder layout, Kernels kernels, Parallel parallel) {
    Tensor w = layout.add(PREFIX + "w", width, width, 1, Initializer.glorot());
    Tensor b = layout.add(PREFIX + "bias", 1, width, 1, Initializer.zeros());
    Tensor v = layout.add(PREFIX + "v", width, 1, 1, Initializer.glorot());
    this.weights = new Weights(w, kernels, parallel);
    this.bias = new Bias(b, kernels, parallel);
    this.scoring = new Weights(v, kernels, parallel);
    this.elementwise = kernels.elementwise();
    this.parallel = parallel;
    this.keys = new Matrix(width);
    this.dKeys = new Matrix(width);
    this.scores = new Matrix(1);
    this.dScores = new Matrix(1);
  }

  @Override
  public void prepare(float[] parameters) {
    weights.prepare(parameters);
    bias.prepare(parameters);
    scoring.prepare(parameters);
  }

  @Override
  public void forward(Batch batch, Source source, Matrix pooled) {
    int rows = batch.rows();
    keys.reserve(rows);
    bias.fill(keys, rows);
    weights.multiplyAll(source.output(), source.first(batch), rows, keys, 0);
    scores.reserve(rows);
    parallel.split(
        rows,
        1,
        (from, to) -> {
          int size = (to - from) * keys.stride();
          elementwise.tanh(keys.data(), keys.at(from), keys.data(), keys.at(from), size);
          scores.clear(from, to - from);
        });
    scoring.multiplyAll(keys, 0, rows, scores, 0);
    parallel.split(
        batch.batchSize(),
        1,
        (from, to) -> {
          pooled.clear(from, to - from);
          for (int b = from; b < to; b++) {
            softmax(batch, b);
            addWeighted(batch, source, b, pooled);
          }
        });
  }

  /** Scores of a sequence become its weights a. */
  private void softmax(Batch batch, int b) {
    float[] a = scores.data();
    int length = batch.length(b);
    float highest = a[scores.at(b)];
    for (int t = 1; t < length; t++) {
      highest = Math.max(highest, a[at(batch, t, b)]);
    }
    double sum = 0; // of as many numbers as the sequence is long
    for (int t = 0; t < length; t++) {
      int at = at(batch, t, b);
      a[at] = ScalarMath.exp(a[at] - highest);
      sum += a[at];
    }
    float factor = (float) (1 / sum);
    for (int t = 0; t < length; t++) {
      a[at(batch, t, b)] *= factor;
    }
  }

  private int at(Batch batch, int t, int b) {
    return scores.at(batch.rowOffset(t) + b);
  }

  private void addWeighted(Batch batch, Source source, int b, Matrix pooled) {
    Matrix h = source.output();
    int length = batch.length(b);
    int to = pooled.at(b);
    for (int t = 0; t < length; t++) {
      float a = scores.data()[at(batch, t, b)];
      int from = h.at(source.first(batch) + batch.rowOffset(t) + b);
      for (int i = 0; i < h.width(); i++) {
        pooled.data()[to + i] += a * h.data()[from + i];
      }
    }
  }

  @Override
  public void backward(Batch batch, Source source, Matrix dPooled, float[] gradient) {
    int rows = batch.rows();
    dScores.reserve(rows);
    dKeys.reserve(rows);
    parallel.split(
        rows,
        1,
        (from, to) -> {
          dScores.clear(from, to - from);
          dKeys.clear(from, to - from);
        });
    parallel.split(
        batch.batchSize(),
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            throughSum(batch, source, b, dPooled);
            throughSoftmax(batch, b);
          }
        });
    scoring.addGradient(keys, 0, dScores, rows, gradient);
    scoring.multiplyTransposedAll(dScores, rows, dKeys, 0);
    parallel.split(
        rows,
        1,
        (from, to) -> {
          int size = (to - from) * keys.stride();
          int at = keys.at(from);
          float[] dk = dKeys.data();
          elementwise.tanhBackward(keys.data(), at, dk, at, dk, at, size);
        });
    weights.addGradient(source.output(), source.first(batch), dKeys, rows, gradient);
    bias.addGradient(dKeys, rows, gradient);
    weights.multiplyTransposedAll(dKeys, rows, source.dOutput(), source.first(batch));
  }

  /** From dLoss/dp to dLoss/da, and to dLoss/dh by way of the sum. */
  private void throughSum(Batch batch, Source source, int b, Matrix dPooled) {
    Matrix h = source.output();
    Matrix dh = source.dOutput();
    int length = batch.length(b);
    int from = dPooled.at(b);
    for (int t = 0; t < length; t++) {
      int row = source.first(batch) + batch.rowOffset(t) + b;
      float a = scores.data()[at(batch, t, b)];
      int to = dh.at(row);
      for (int i = 0; i < dh.width(); i++) {
        dh.data()[to + i] += a * dPooled.data()[from + i];
      }
      dScores.data()[at(batch, t, b)] = dot(dPooled.data(), from, h.data(), h.at(row), h.stride());
    }
  }

  /** dLoss/da in, dLoss/dscores out. */
  private void throughSoftmax(Batch batch, int b) {
    int length = batch.length(b);
    double mean = 0;
    for (int t = 0; t < length; t++) {
      int at = at(batch, t, b);
      mean += (double) scores.data()[at] * dScores.data()[at];
    }
    for (int t = 0; t < length; t++) {
      int at = at(batch, t, b);
      dScores.data()[at] = scores.data()[at] * (float) (dScores.data()[at] - mean);
    }
  }

  /** Four sums, as one chain of additions would be slow; {@code size} is that of a padded row. */
  private static float dot(float[] x, int xAt, float[] y, int yAt, int size) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    for (int i = 0; i < size; i += 4) {
      sum0 += x[xAt + i] * y[yAt + i];
      sum1 += x[xAt + i + 1] * y[yAt + i + 1];
      sum2 += x[xAt + i + 2] * y[yAt + i + 2];
      sum3 += x[xAt + i + 3] * y[yAt + i + 3];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
