package rondo.task;

/**
 * The classical model to compare a language model with: interpolated modified Kneser-Ney (Chen and
 * Goodman 1999) over n-grams of tokens. The discounts are estimated from the training text; nothing
 * needs tuning. The shortest distribution is uniform over the vocabulary.
 *
 * <p>Thread use: read only once trained.
 */
public final class NgramModel {
  /** Longest n-grams. */
  public static final int MAX_ORDER = 16;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final int order;
  private final int vocabulary;
  private final NgramCounts[] counts; // by order - 1

  private NgramModel(int order, int vocabulary) {
    this.order = order;
    this.vocabulary = vocabulary;
    this.counts = new NgramCounts[order];
    for (int n = 0; n < order; n++) {
      counts[n] = new NgramCounts();
    }
  }

  /**
   * Counts the n-grams of a text.
   *
   * @param tokens 0 to {@code vocabulary} - 1
   * @param order tokens of the longest n-grams, 1 to {@link #MAX_ORDER}
   */
  public static NgramModel train(int[] tokens, int order, int vocabulary) {
    if (order < 1 || order > MAX_ORDER) {
      throw new IllegalArgumentException("order: got " + order + ", expected 1 to " + MAX_ORDER);
    }
    NgramModel model = new NgramModel(order, vocabulary);
    long[] contexts = new long[order];
    for (int i = 0; i < tokens.length; i++) {
      int longest = contexts(tokens, i, contexts);
      // Shorter n-grams count how many different tokens they follow (Kneser and Ney), which one
      // more of them do when the n-gram that is one token longer comes for the first time.
      boolean first = true;
      for (int n = longest; n >= 0 && first; n--) {
        first = model.counts[n].add(contexts[n], ngram(contexts[n], tokens[i]));
      }
    }
    for (NgramCounts each : model.counts) {
      each.finish();
    }
    return model;
  }

  /** Writes the hashes of the contexts of position {@code i} by length; returns the longest. */
  private static int contexts(int[] tokens, int i, long[] contexts) {
    int longest = Math.min(i, contexts.length - 1);
    contexts[0] = 1;
    for (int n = 1; n <= longest; n++) {
      contexts[n] = mix(contexts[n - 1] * MULTIPLIER + tokens[i - n]);
    }
    return longest;
  }

  private static long ngram(long context, int token) {
    return mix((context ^ MULTIPLIER) + (token + 1L) * MULTIPLIER);
  }

  private static long mix(long value) {
    long x = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
    return x ^ (x >>> 32);
  }

  /** Probability of the token at position {@code i} after those before it. */
  public double probability(int[] tokens, int i) {
    return probability(tokens, i, new long[order]);
  }

  private double probability(int[] tokens, int i, long[] contexts) {
    int longest = contexts(tokens, i, contexts);
    double probability = 1.0 / vocabulary;
    for (int n = 0; n <= longest; n++) {
      long ngram = ngram(contexts[n], tokens[i]);
      probability = counts[n].probability(contexts[n], ngram, probability);
    }
    return probability;
  }

  /** Mean negative log-likelihood in nats of all tokens but the first, as a network is measured. */
  public double nats(int[] tokens) {
    if (tokens.length < 2) {
      throw new IllegalArgumentException("tokens: got " + tokens.length + ", expected at least 2");
    }
    long[] contexts = new long[order];
    double sum = 0;
    for (int i = 1; i < tokens.length; i++) {
      sum -= Math.log(probability(tokens, i, contexts));
    }
    return sum / (tokens.length - 1);
  }
}
