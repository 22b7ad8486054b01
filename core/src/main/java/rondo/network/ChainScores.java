package rondo.network;

import java.util.Arrays;

/**
 * The scores of a {@link Crf} beside the outputs: A (K, K) of a class (row) that is followed by a
 * class (column), ready for sums over paths, and those of the first and last class.
 *
 * <p>{@code ln sum_i e^(x_i + A_ij)} is taken as {@code ln sum_i e^(x_i - max x) e^(A_ij - max A)}:
 * K exponentials and logarithms for K sums instead of K^2. Neither factor of the largest term can
 * vanish, because a score counts as no less than {@link #LOWEST} below the best one; such a pair of
 * classes is impossible either way.
 */
final class ChainScores {
  /** Nats. */
  private static final double LOWEST = -300;

  /** K. */
  final int classes;

  /** (K): of a class at the first time step. */
  final double[] start;

  /** (K): of a class at the last time step. */
  final double[] end;

  private final int K;
  private final double[] scores; // (K, K), cut
  private final double[] powers; // e^(A - max A)
  private final double[] transposed;
  private double largest;

  ChainScores(int classes) {
    this.classes = classes;
    this.K = classes;
    this.start = new double[K];
    this.end = new double[K];
    this.scores = new double[K * K];
    this.powers = new double[K * K];
    this.transposed = new double[K * K];
  }

  /** Takes A, start and end from the flat parameters, each from its offset on. */
  void prepare(float[] parameters, int offset, int startOffset, int endOffset) {
    for (int k = 0; k < K; k++) {
      start[k] = parameters[startOffset + k];
      end[k] = parameters[endOffset + k];
    }
    largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < K * K; i++) {
      largest = Math.max(largest, parameters[offset + i]);
    }
    for (int i = 0; i < K; i++) {
      for (int j = 0; j < K; j++) {
        double below = Math.max(parameters[offset + i * K + j] - largest, LOWEST);
        scores[i * K + j] = largest + below;
        powers[i * K + j] = StrictMath.exp(below);
        transposed[j * K + i] = powers[i * K + j];
      }
    }
  }

  /** A of a pair of classes. */
  double score(int from, int to) {
    return scores[from * K + to];
  }

  /** {@code e^(A - max A)} of a pair of classes. */
  double power(int from, int to) {
    return powers[from * K + to];
  }

  /** max A. */
  double largest() {
    return largest;
  }

  /**
   * {@code y_j = ln sum_i e^(x_i + A_ij)}, one step forward; or {@code y_i = ln sum_j e^(A_ij +
   * x_j)}, one step back.
   *
   * @param w out: {@code e^(x - max x)}
   * @return max x
   */
  double sum(
      boolean back, double[] x, int xOffset, double[] w, int wOffset, double[] y, int yOffset) {
    double max = max(x, xOffset, K);
    double[] factors = back ? transposed : powers;
    Arrays.fill(y, yOffset, yOffset + K, 0);
    for (int i = 0; i < K; i++) {
      double weight = StrictMath.exp(x[xOffset + i] - max);
      w[wOffset + i] = weight;
      for (int j = 0; j < K; j++) {
        y[yOffset + j] += weight * factors[i * K + j];
      }
    }
    for (int j = 0; j < K; j++) {
      y[yOffset + j] = max + largest + StrictMath.log(y[yOffset + j]);
    }
    return max;
  }

  static double max(double[] x, int offset, int size) {
    double max = x[offset];
    for (int i = 1; i < size; i++) {
      max = Math.max(max, x[offset + i]);
    }
    return max;
  }
}
