package rondo.network;

import rondo.parallel.Parallel;

/** The best path of each sequence under a {@link Crf} (Viterbi 1967). */
final class Viterbi {
  private final int K;
  private final ChainScores scores;
  private final Parallel parallel;
  private double[] best = new double[0]; // (P, K): score of the best path to a class
  private int[] before = new int[0]; // (P, K): the class before it on that path

  Viterbi(ChainScores scores, Parallel parallel) {
    this.K = scores.classes;
    this.scores = scores;
    this.parallel = parallel;
  }

  /** Bytes a row of outputs that are kept beside the outputs. */
  static long bytesARow(int classes) {
    return (long) (Double.BYTES + Integer.BYTES) * classes;
  }

  /** {@link Crf#decode} over the chains of a batch with {@code places} output rows. */
  int[] decode(Chains chains, Matrix outputs, int places) {
    if (before.length < places * K) {
      before = new int[Math.multiplyExact(places, K)];
      best = new double[places * K];
    }
    int[] classes = new int[places];
    parallel.forRange(
        chains.sequences(),
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            decode(b, chains, outputs, classes);
          }
        });
    return classes;
  }

  private void decode(int b, Chains chains, Matrix outputs, int[] classes) {
    int first = chains.first(b);
    int last = chains.first(b + 1) - 1;
    for (int place = first; place <= last; place++) {
      int y = outputs.at(chains.row(place));
      for (int k = 0; k < K; k++) {
        double score = place == first ? scores.start[k] : bestBefore(place, k);
        best[place * K + k] = score + outputs.data()[y + k] + (place == last ? scores.end[k] : 0);
      }
    }
    int at = 0;
    for (int place = last; place >= first; place--) {
      at = place == last ? highest(place) : before[(place + 1) * K + at];
      classes[chains.row(place)] = at;
    }
  }

  private int highest(int place) {
    int highest = 0;
    for (int k = 1; k < K; k++) {
      highest = best[place * K + k] > best[place * K + highest] ? k : highest;
    }
    return highest;
  }

  private double bestBefore(int place, int k) {
    int from = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < K; i++) {
      double score = best[(place - 1) * K + i] + scores.score(i, k);
      if (score > most) {
        most = score;
        from = i;
      }
    }
    before[place * K + k] = from;
    return most;
  }
}
