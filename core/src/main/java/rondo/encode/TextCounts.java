package rondo.encode;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * How often each text occurs.
 *
 * <p>Thread use: one thread.
 */
public final class TextCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Different texts that may be counted. Beyond, they would not fit into memory for long. */
  public static final int MOST = 1 << 22;

  private final Map<String, long[]> counts = new HashMap<>();
  private long total;

  /**
   * Counts a text once.
   *
   * @throws IllegalStateException if there are more different ones than {@link #MOST}
   */
  public void add(String text) {
    add(text, 1);
  }

  /** Counts a text {@code times} times. */
  public void add(String text, long times) {
    long[] count = counts.get(text);
    if (count == null) {
      if (counts.size() == MOST) {
        throw new IllegalStateException("More than " + MOST + " different texts");
      }
      count = new long[1];
      counts.put(text, count);
    }
    count[0] += times;
    total += times;
  }

  /** Adds what was counted elsewhere. */
  public void addAll(TextCounts other) {
    other.forEach(this::add);
  }

  /** Different texts. */
  public int size() {
    return counts.size();
  }

  /** Texts in all. */
  public long total() {
    return total;
  }

  /** How often a text occurs. */
  public long count(String text) {
    long[] count = counts.get(text);
    return count == null ? 0 : count[0];
  }

  /** Gives each text and its count, in no certain order. */
  public void forEach(ObjLongConsumer<String> action) {
    counts.forEach((text, count) -> action.accept(text, count[0]));
  }

  /**
   * The texts that occur at least {@code minCount} times: frequent ones first, equally frequent
   * ones in the order of {@link String#compareTo}.
   *
   * @param most so many of them at most; 0: all
   */
  public List<String> byFrequency(long minCount, int most) {
    List<String> texts = new ArrayList<>();
    forEach(
        (text, count) -> {
          if (count >= minCount) {
            texts.add(text);
          }
        });
    texts.sort(
        Comparator.<String>comparingLong(text -> -count(text))
            .thenComparing(Comparator.naturalOrder()));
    return most > 0 && texts.size() > most ? new ArrayList<>(texts.subList(0, most)) : texts;
  }
}
