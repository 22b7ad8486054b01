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
import rondo.data.Split;
import rondo.encode.CharacterCounter;
import rondo.encode.CharacterCounts;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** One pass over a text that counts the characters of its splits, and finds what is no UTF-8. */
final class TextSurvey {
  private static final long PART_BYTES = 32 << 20;

  private TextSurvey() {}

  /**
   * The characters of each split.
   *
   * @throws RondoException BAD_DATA if a part is not UTF-8
   */
  static Map<Split, CharacterCounts> of(
      FileAccess files, ByteSpace space, TextSplits splits, RangeScanner scanner)
      throws IOException {
    List<Split> splitOfPart = new ArrayList<>();
    List<ByteRange[]> parts = new ArrayList<>();
    for (Split split : Split.values()) {
      for (ByteRange[] part : parts(files, space, splits.from(split), splits.to(split))) {
        splitOfPart.add(split);
        parts.add(part);
      }
    }
    List<TextScan> scans = scan(scanner, parts, files);
    Map<Split, CharacterCounter> counters = new EnumMap<>(Split.class);
    for (int i = 0; i < scans.size(); i++) {
      TextScan scan = scans.get(i);
      if (scan.problem() != null) {
        throw new RondoException(ExitCode.BAD_DATA, scan.problem());
      }
      counters
          .computeIfAbsent(splitOfPart.get(i), split -> new CharacterCounter())
          .addAll(scan.counts());
    }
    Map<Split, CharacterCounts> counts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      counts.put(split, counters.getOrDefault(split, new CharacterCounter()).counts());
    }
    return counts;
  }

  private static List<TextScan> scan(
      RangeScanner scanner, List<ByteRange[]> parts, FileAccess files) throws IOException {
    try {
      return scanner.scan(parts, part -> TextScan.of(files, part));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<ByteRange[]> parts(FileAccess files, ByteSpace space, long from, long to)
      throws IOException {
    List<ByteRange[]> parts = new ArrayList<>();
    int slices = Math.toIntExact((to - from + PART_BYTES - 1) / PART_BYTES);
    for (int slice = 0; slice < slices; slice++) {
      long first = space.cut(files, from, to, slice, slices);
      long end = space.cut(files, from, to, slice + 1, slices);
      parts.add(space.ranges(first, end).toArray(ByteRange[]::new));
    }
    return parts;
  }
}
