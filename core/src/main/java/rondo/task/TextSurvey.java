package rondo.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import rondo.data.ByteRange;
import rondo.data.ByteSpace;
import rondo.data.FileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.encode.CharacterCounter;
import rondo.encode.CharacterCounts;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * What one pass over a text tells.
 *
 * @param counts the characters of each split
 * @param cuts where each split is cut into shards
 */
record TextSurvey(Map<Split, CharacterCounts> counts, Map<Split, TextCuts> cuts) {
  private static final long PART_BYTES = 32 << 20;
  private static final long MOST_PARTS = 4096; // each brings its counts to the driver

  /**
   * Counts the characters of a text, and finds what is no UTF-8.
   *
   * @throws RondoException BAD_DATA if a part is not UTF-8
   */
  static TextSurvey of(FileAccess files, ByteSpace space, TextSplits splits, RangeScanner scanner)
      throws IOException {
    return of(files, space, splits, scanner, Math.max(PART_BYTES, space.length() / MOST_PARTS));
  }

  /** The same in parts of so many bytes at most. */
  static TextSurvey of(
      FileAccess files, ByteSpace space, TextSplits splits, RangeScanner scanner, long partBytes)
      throws IOException {
    Map<Split, long[]> positions = new EnumMap<>(Split.class);
    List<ByteRange[]> parts = new ArrayList<>();
    for (Split split : Split.values()) {
      long[] cuts = cuts(files, space, splits.from(split), splits.to(split), partBytes);
      positions.put(split, cuts);
      for (int part = 0; part + 1 < cuts.length; part++) {
        parts.add(space.ranges(cuts[part], cuts[part + 1]).toArray(ByteRange[]::new));
      }
    }
    List<TextScan> scans = scan(scanner, parts, files);
    Map<Split, CharacterCounts> counts = new EnumMap<>(Split.class);
    Map<Split, TextCuts> cuts = new EnumMap<>(Split.class);
    int first = 0;
    for (Split split : Split.values()) {
      int size = positions.get(split).length - 1;
      CharacterCounter counter = new CharacterCounter();
      long[] totals = new long[size];
      for (int part = 0; part < size; part++) {
        CharacterCounts found = counts(scans.get(first + part));
        counter.addAll(found);
        totals[part] = found.total();
      }
      counts.put(split, counter.counts());
      cuts.put(split, new TextCuts(positions.get(split), totals));
      first += size;
    }
    return new TextSurvey(counts, cuts);
  }

  private static CharacterCounts counts(TextScan scan) {
    if (scan.problem() != null) {
      throw new RondoException(ExitCode.BAD_DATA, scan.problem());
    }
    return scan.counts();
  }

  private static List<TextScan> scan(
      RangeScanner scanner, List<ByteRange[]> parts, FileAccess files) throws IOException {
    try {
      return scanner.scan(parts, part -> TextScan.of(files, part));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Where the parts of a stretch begin, and its end. */
  private static long[] cuts(FileAccess files, ByteSpace space, long from, long to, long partBytes)
      throws IOException {
    int slices = Math.toIntExact((to - from + partBytes - 1) / partBytes);
    long[] cuts = new long[slices + 1];
    cuts[0] = from;
    for (int slice = 1; slice <= slices; slice++) {
      cuts[slice] = space.cut(files, from, to, slice, slices);
    }
    return cuts;
  }
}
