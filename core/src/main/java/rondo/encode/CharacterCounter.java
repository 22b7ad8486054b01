package rondo.encode;

import java.io.Serializable;
import java.util.function.IntConsumer;

/**
 * Counts characters as they come.
 *
 * <p>Thread use: one thread.
 */
public final class CharacterCounter implements IntConsumer, Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PAGE_BITS = 8;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  /** Counts by the upper and the lower bits of the code point; pages are made when needed. */
  private final long[][] pages = new long[(Character.MAX_CODE_POINT + 1) >> PAGE_BITS][];

  /** Counts one character. */
  @Override
  public void accept(int codePoint) {
    add(codePoint, 1);
  }

  /** Adds what was counted elsewhere. */
  public void addAll(CharacterCounts counts) {
    for (int i = 0; i < counts.size(); i++) {
      add(counts.codePoint(i), counts.count(i));
    }
  }

  /** What has been counted so far. */
  public CharacterCounts counts() {
    int size = 0;
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      size += count(codePoint) > 0 ? 1 : 0;
    }
    int[] codePoints = new int[size];
    long[] counts = new long[size];
    int next = 0;
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (count(codePoint) > 0) {
        codePoints[next] = codePoint;
        counts[next++] = count(codePoint);
      }
    }
    return new CharacterCounts(codePoints, counts);
  }

  private void add(int codePoint, long times) {
    long[] page = pages[codePoint >> PAGE_BITS];
    if (page == null) {
      page = new long[PAGE_SIZE];
      pages[codePoint >> PAGE_BITS] = page;
    }
    page[codePoint & (PAGE_SIZE - 1)] += times;
  }

  private long count(int codePoint) {
    long[] page = pages[codePoint >> PAGE_BITS];
    return page == null ? 0 : page[codePoint & (PAGE_SIZE - 1)];
  }
}
