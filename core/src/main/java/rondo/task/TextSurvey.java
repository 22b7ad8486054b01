package rondo.task;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import rondo.data.FileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.encode.CharacterCounter;
import rondo.encode.CharacterCounts;
import rondo.encode.Vocabulary;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * What one pass over a text tells of its characters.
 *
 * @param counts the characters of each split
 * @param cuts where each split is cut into shards
 */
record TextSurvey(Map<Split, CharacterCounts> counts, Map<Split, TextCuts> cuts) {
  /**
   * Counts the characters of a text, and finds what is no UTF-8.
   *
   * @throws RondoException BAD_DATA if a part is not UTF-8
   */
  static TextSurvey of(TextSource source, TextSplits splits, RangeScanner scanner)
      throws IOException {
    return of(source, splits, scanner, TextParts.usualBytes(source.space().length()));
  }

  /** The same in parts of so many bytes at most. */
  static TextSurvey of(TextSource source, TextSplits splits, RangeScanner scanner, long partBytes)
      throws IOException {
    TextParts parts = TextParts.of(source, splits, partBytes);
    FileAccess files = source.files(); // alone: a place in the text needs no list of all files
    List<TextScan> scans = parts.scan(scanner, part -> TextScan.of(files, part));
    scans.forEach(scan -> requireNone(scan.problem()));
    Map<Split, CharacterCounts> counts = new EnumMap<>(Split.class);
    Map<Split, TextCuts> cuts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<TextScan> ofSplit = parts.of(split, scans);
      CharacterCounter counter = new CharacterCounter();
      ofSplit.forEach(scan -> counter.addAll(scan.counts()));
      counts.put(split, counter.counts());
      long[] totals = ofSplit.stream().mapToLong(scan -> scan.counts().total()).toArray();
      cuts.put(split, new TextCuts(parts.positions().get(split), totals));
    }
    return new TextSurvey(counts, cuts);
  }

  /** Fails with the problem of a part if there is one. */
  static void requireNone(String problem) {
    if (problem != null) {
      throw new RondoException(ExitCode.BAD_DATA, problem);
    }
  }

  /** What the parts come to with the tokens of a vocabulary. */
  Map<Split, TextTally> tallies(Vocabulary vocabulary) {
    Map<Split, TextTally> tallies = new EnumMap<>(Split.class);
    counts.forEach((split, count) -> tallies.put(split, TextTally.of(count, vocabulary)));
    return tallies;
  }
}
