package rondo.train;

import java.util.Arrays;
import rondo.model.CounterRandom;

/**
 * How the next token is drawn from the scores of a model.
 *
 * @param temperature scores are divided by it; 0 takes the most likely token
 * @param topK only so many most likely tokens are drawn from; 0 means all
 * @param topP only the most likely tokens that together reach this probability are drawn from
 *     (Holtzman et al. 2020); 1 means all
 */
public record Sampling(double temperature, int topK, double topP) {
  /** From the model's own distribution. */
  public static final Sampling PLAIN = new Sampling(1, 0, 1);

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public Sampling {
    require("temperature", temperature, temperature >= 0 && temperature <= 100, "0 to 100");
    require("top-k", topK, topK >= 0, "at least 0; 0 means all");
    require("top-p", topP, topP > 0 && topP <= 1, "0 < p <= 1");
  }

  private static void require(String name, Number got, boolean fits, String expected) {
    if (!fits) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }

  /**
   * Draws a token.
   *
   * @param scores of all tokens, from {@code offset} on
   * @param excluded token that is never drawn; -1 for none
   * @param key and {@code index} fix the draw
   */
  int draw(float[] scores, int offset, int size, int excluded, long key, long index) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    // Stable: equal scores stay in the order of tokens.
    Arrays.sort(order, (a, b) -> Float.compare(scores[offset + b], scores[offset + a]));
    int kept = 0;
    for (int token : order) {
      if (token != excluded) {
        order[kept++] = token;
      }
    }
    if (temperature == 0 || kept == 1) {
      return order[0];
    }
    int candidates = topK == 0 ? kept : Math.min(topK, kept);
    double[] weights = new double[candidates];
    double total = 0;
    for (int i = 0; i < candidates; i++) {
      double difference = (double) scores[offset + order[i]] - scores[offset + order[0]];
      weights[i] = StrictMath.exp(difference / temperature);
      total += weights[i];
    }
    double reached = 0;
    int last = 0;
    while (last < candidates && reached < topP * total) {
      reached += weights[last++];
    }
    double left = CounterRandom.uniform(key, index) * reached;
    for (int i = 0; i < last - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return order[i];
      }
    }
    return order[last - 1];
  }
}
