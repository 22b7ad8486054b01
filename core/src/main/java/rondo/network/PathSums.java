package rondo.network;

import java.util.Arrays;
import rondo.data.Batch;
import rondo.parallel.Parallel;

/**
 * Sums over all paths of each sequence under a {@link Crf}, by the forward-backward algorithm in
 * logarithms: its loss and all of its gradients.
 */
final class PathSums {
  /** dLoss/dA (K, K) of the last batch. */
  final double[] dTransitions;

  /** (K): that of the scores of first classes. */
  final double[] dStart;

  /** (K): that of the scores of last classes. */
  final double[] dEnd;

  private final int K;
  private final ChainScores scores;
  private final Parallel parallel;
  private double[] alpha = new double[0]; // (P, K)
  private double[] forward = alpha; // (P, K): e^alpha, scaled
  private double[] backward = alpha; // (P, K): e^(y + beta), scaled
  private double[] maxima = alpha; // (P): of alpha
  private double[] losses = alpha; // (B)

  PathSums(ChainScores scores, Parallel parallel) {
    this.K = scores.classes;
    this.scores = scores;
    this.parallel = parallel;
    this.dTransitions = new double[K * K];
    this.dStart = new double[K];
    this.dEnd = new double[K];
  }

  /** Bytes a row of outputs that are kept beside the outputs. */
  static long bytesARow(int classes) {
    return 3L * Double.BYTES * classes + Double.BYTES;
  }

  /** {@link Crf#loss} over the chains of a batch. */
  double loss(Chains chains, Matrix outputs, Batch batch) {
    reserve(batch.outputCount(), chains.sequences());
    parallel.forRange(
        chains.sequences(),
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            boolean empty = chains.first(b) == chains.first(b + 1);
            losses[b] = empty ? 0 : loss(b, chains, outputs, batch);
          }
        });
    sumGradients(chains, outputs, batch);
    double sum = 0;
    for (int b = 0; b < chains.sequences(); b++) {
      sum += losses[b];
    }
    return sum;
  }

  private void reserve(int places, int sequences) {
    if (maxima.length < places) {
      int size = Math.multiplyExact(places, K);
      alpha = new double[size];
      forward = new double[size];
      backward = new double[size];
      maxima = new double[places];
    }
    if (losses.length < sequences) {
      losses = new double[sequences];
    }
  }

  private double loss(int b, Chains chains, Matrix outputs, Batch batch) {
    int last = chains.first(b + 1) - 1;
    double score = scores.end[target(chains, batch, last)];
    for (int place = chains.first(b); place <= last; place++) {
      int y = outputs.at(chains.row(place));
      int target = target(chains, batch, place);
      score += outputs.data()[y + target];
      if (place == chains.first(b)) {
        score += scores.start[target];
        System.arraycopy(scores.start, 0, alpha, place * K, K);
      } else {
        score += scores.score(target(chains, batch, place - 1), target);
        int previous = (place - 1) * K;
        maxima[place - 1] = scores.sum(false, alpha, previous, forward, previous, alpha, place * K);
      }
      for (int k = 0; k < K; k++) {
        alpha[place * K + k] += outputs.data()[y + k];
      }
    }
    double logZ = logSum(alpha, last * K, scores.end);
    goBack(b, chains, outputs, batch, logZ);
    return logZ - score;
  }

  private static int target(Chains chains, Batch batch, int place) {
    return batch.targetClasses[chains.row(place)];
  }

  /** ln sum of {@code e^(x + y)}. */
  private double logSum(double[] x, int xOffset, double[] y) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < K; k++) {
      max = Math.max(max, x[xOffset + k] + y[k]);
    }
    double sum = 0;
    for (int k = 0; k < K; k++) {
      sum += StrictMath.exp(x[xOffset + k] + y[k] - max);
    }
    return max + StrictMath.log(sum);
  }

  /**
   * From the last time step to the first: the probability of each class there, less 1 at the
   * target, is the gradient of the output. Leaves in {@link #forward} and {@link #backward} what
   * the probability of a pair of neighbours is the product of, but for the power of A.
   */
  private void goBack(int b, Chains chains, Matrix outputs, Batch batch, double logZ) {
    int first = chains.first(b);
    int last = chains.first(b + 1) - 1;
    System.arraycopy(scores.end, 0, backward, last * K, K); // beta
    for (int place = last; place >= first; place--) {
      int y = outputs.at(chains.row(place));
      int at = place * K;
      for (int k = 0; k < K; k++) {
        double probability = StrictMath.exp(alpha[at + k] + backward[at + k] - logZ);
        alpha[at + k] = outputs.data()[y + k] + backward[at + k]; // y + beta
        outputs.data()[y + k] = (float) probability;
      }
      outputs.data()[y + target(chains, batch, place)] -= 1;
      if (place > first) {
        double max = scores.sum(true, alpha, at, backward, at, backward, at - K);
        double scale = StrictMath.exp(maxima[place - 1] + scores.largest() + max - logZ);
        for (int k = 0; k < K; k++) {
          backward[at + k] *= scale;
        }
      }
    }
  }

  /** The probabilities of pairs of neighbours less those of the targets, over all sequences. */
  private void sumGradients(Chains chains, Matrix outputs, Batch batch) {
    parallel.split(K, 1, (from, to) -> sumPairs(chains, from, to));
    Arrays.fill(dStart, 0);
    Arrays.fill(dEnd, 0);
    for (int b = 0; b < chains.sequences(); b++) {
      int first = chains.first(b);
      int last = chains.first(b + 1) - 1;
      if (first > last) {
        continue;
      }
      for (int place = first + 1; place <= last; place++) {
        dTransitions[target(chains, batch, place - 1) * K + target(chains, batch, place)] -= 1;
      }
      for (int k = 0; k < K; k++) {
        dStart[k] += outputs.data()[outputs.at(chains.row(first)) + k];
        dEnd[k] += outputs.data()[outputs.at(chains.row(last)) + k];
      }
    }
  }

  private void sumPairs(Chains chains, int from, int to) {
    Arrays.fill(dTransitions, from * K, to * K, 0);
    for (int b = 0; b < chains.sequences(); b++) {
      for (int place = chains.first(b) + 1; place < chains.first(b + 1); place++) {
        for (int i = from; i < to; i++) {
          double weight = forward[(place - 1) * K + i];
          for (int j = 0; j < K; j++) {
            dTransitions[i * K + j] += weight * backward[place * K + j];
          }
        }
      }
    }
    for (int i = from; i < to; i++) {
      for (int j = 0; j < K; j++) {
        dTransitions[i * K + j] *= scores.power(i, j);
      }
    }
  }
}
