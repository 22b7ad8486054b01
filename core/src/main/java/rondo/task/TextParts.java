package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.data.ByteRange;
import rondo.data.RangeScanner;
import rondo.data.SerializableFunction;
import rondo.data.Split;

/**
 * The parts in which a text is looked at.
 *
 * @param positions of each split: where its parts begin, and its end
 * @param ranges of all parts, split after split
 */
record TextParts(Map<Split, long[]> positions, List<ByteRange[]> ranges) {
  private static final long PART_BYTES = 32 << 20;
  private static final long MOST_PARTS = 4096; // each brings its result to the driver

  /** Bytes of a part, of a text of so many. */
  static long usualBytes(long length) {
    return Math.max(PART_BYTES, length / MOST_PARTS);
  }

  /** Parts of so many bytes at most, about. */
  static TextParts of(TextSource source, TextSplits splits, long partBytes) throws IOException {
    Map<Split, long[]> positions = new EnumMap<>(Split.class);
    List<ByteRange[]> ranges = new ArrayList<>();
    for (Split split : Split.values()) {
      long[] cuts = source.cuts(splits.from(split), splits.to(split), partBytes);
      positions.put(split, cuts);
      ranges.addAll(ranges(source, cuts));
    }
    return new TextParts(positions, ranges);
  }

  /** The files between neighbouring positions. */
  static List<ByteRange[]> ranges(TextSource source, long[] cuts) {
    List<ByteRange[]> ranges = new ArrayList<>();
    for (int part = 0; part + 1 < cuts.length; part++) {
      ranges.add(source.space().ranges(cuts[part], cuts[part + 1]).toArray(ByteRange[]::new));
    }
    return ranges;
  }

  /** Looks at all of them. */
  <R extends Serializable> List<R> scan(
      RangeScanner scanner, SerializableFunction<ByteRange[], R> function) throws IOException {
    return checked(() -> scanner.scan(ranges, function));
  }

  /** What a pass over the input gives; its failures are IOExceptions again. */
  static <R> R checked(Supplier<R> pass) throws IOException {
    try {
      return pass.get();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Those of the results that belong to a split. */
  <R> List<R> of(Split split, List<R> results) {
    int first = 0;
    for (Split before : Split.values()) {
      if (before == split) {
        break;
      }
      first += size(before);
    }
    return results.subList(first, first + size(split));
  }

  private int size(Split split) {
    return positions.get(split).length - 1;
  }
}
