package rondo.task;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import rondo.data.FileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.encode.Tokenizer;

/**
 * What one pass over a text tells of its tokens, which are known.
 *
 * @param tallies of each split
 * @param cuts where each split is cut into shards of equal numbers of tokens
 */
record TokenSurvey(Map<Split, TextTally> tallies, Map<Split, TextCuts> cuts) {
  /**
   * Counts the tokens of a text, in parts of so many bytes at most.
   *
   * @throws rondo.error.RondoException BAD_DATA if a part is not UTF-8
   */
  static TokenSurvey of(
      TextSource source,
      TextSplits splits,
      RangeScanner scanner,
      long partBytes,
      Tokenizer tokenizer)
      throws IOException {
    TextParts parts = TextParts.of(source, splits, partBytes);
    FileAccess files = source.files();
    List<TextTally.Scan> scans =
        parts.scan(scanner, part -> TextTally.scan(files, part, tokenizer));
    scans.forEach(scan -> TextSurvey.requireNone(scan.problem()));
    Map<Split, TextTally> tallies = new EnumMap<>(Split.class);
    Map<Split, TextCuts> cuts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<TextTally> ofSplit = parts.of(split, scans).stream().map(TextTally.Scan::tally).toList();
      tallies.put(split, ofSplit.stream().reduce(TextTally.NONE, TextTally::plus));
      long[] tokens = ofSplit.stream().mapToLong(TextTally::tokens).toArray();
      cuts.put(split, new TextCuts(parts.positions().get(split), tokens));
    }
    return new TokenSurvey(tallies, cuts);
  }
}
