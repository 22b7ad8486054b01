package rondo.task;

import java.util.Arrays;

/**
 * The n-grams of one order: how often each was counted, and for each context (the n-gram without
 * its last token) how many tokens followed once, twice, and more often.
 *
 * <p>N-grams are known by 64-bit hashes; for some millions of them the chance that any two agree is
 * below one in a million.
 */
final class NgramCounts {
  private static final int STATISTICS = 4; // total, and kinds counted once, twice, more often

  private final LongIndex ngrams = new LongIndex();
  private final LongIndex contexts = new LongIndex();
  private int[] counts = new int[1 << 10];
  private int[] statistics = new int[1 << 10];
  private double[] discounts; // of n-grams counted 0, 1, 2 and more times

  /** Counts an n-gram; true if it is the first time. */
  boolean add(long context, long ngram) {
    int number = ngrams.add(ngram);
    if (number == counts.length) {
      counts = Arrays.copyOf(counts, 2 * number);
    }
    int at = STATISTICS * contexts.add(context);
    if (at == statistics.length) {
      statistics = Arrays.copyOf(statistics, 2 * at);
    }
    int before = counts[number]++;
    statistics[at]++;
    if (before < 3) {
      statistics[at + before + 1]++;
      if (before > 0) {
        statistics[at + before]--;
      }
    }
    return before == 0;
  }

  /** Estimates the discounts from how many n-grams were counted 1, 2, 3 and 4 times. */
  void finish() {
    double[] kinds = new double[5];
    for (int i = 0; i < ngrams.size(); i++) {
      kinds[Math.min(counts[i], 4)] += counts[i] <= 4 ? 1 : 0;
    }
    double y = kinds[1] / Math.max(1, kinds[1] + 2 * kinds[2]);
    discounts = new double[4];
    for (int count = 1; count <= 3; count++) {
      double discount =
          kinds[count] == 0 ? 0.5 : count - (count + 1) * y * kinds[count + 1] / kinds[count];
      discounts[count] = Math.min(Math.max(discount, 0.05), count - 0.05);
    }
  }

  /**
   * Probability of the n-gram's last token after its context.
   *
   * @param shorter its probability after the context without the first token
   */
  double probability(long context, long ngram, double shorter) {
    int number = contexts.find(context);
    if (number < 0) {
      return shorter;
    }
    int at = STATISTICS * number;
    double total = statistics[at];
    double taken = 0;
    for (int kind = 1; kind < STATISTICS; kind++) {
      taken += discounts[kind] * statistics[at + kind];
    }
    int found = ngrams.find(ngram);
    int count = found < 0 ? 0 : counts[found];
    return (count - discounts[Math.min(count, 3)] + taken * shorter) / total;
  }
}
