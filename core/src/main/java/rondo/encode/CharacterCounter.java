package rondo.encode;

import java.io.Serializable;
import java.util.Arrays;
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
    int[] codePoints = new int[PAGE_SIZE];
    long[] counts = new long[PAGE_SIZE];
    int size = 0;
    for (int page = 0; page < pages.length; page++) {
      for (int i = 0; pages[page] != null && i < PAGE_SIZE; i++) {
        if (pages[page][i] == 0) {
          continue;
        }
        if (size == counts.length) {
          codePoints = Arrays.copyOf(codePoints, 2 * size);
          counts = Arrays.copyOf(counts, 2 * size);
        }
        codePoints[size] = (page << PAGE_BITS) + i;
        counts[size++] = pages[page][i];
      }
    }
    return new CharacterCounts(Arrays.copyOf(codePoints, size), Arrays.copyOf(counts, size));
  }

  private void add(int codePoint, long times) {
    long[] page = pages[codePoint >> PAGE_BITS];
    if (page == null) {
      page = new long[PAGE_SIZE];
      pages[codePoint >> PAGE_BITS] = page;
    }
    page[codePoint & (PAGE_SIZE - 1)] += times;
  }
}
