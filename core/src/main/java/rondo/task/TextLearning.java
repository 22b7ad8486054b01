package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.data.ByteRange;
import rondo.data.FileAccess;
import rondo.data.RangeScanner;
import rondo.data.SerializableFunction;
import rondo.data.Split;
import rondo.data.TextInput;
import rondo.encode.TextCounts;
import rondo.encode.TextCutter;
import rondo.encode.Tokenizer;
import rondo.error.RondoException;

/**
 * Learns words or pieces from the learned part of a text. They do not depend on the parts in which
 * the text is counted.
 */
final class TextLearning {
  /** Bytes that pieces are learned from; of a longer text evenly spaced stretches. */
  static final long LEARNED_BYTES = 256L << 20;

  private static final int STRETCHES = 64;

  private TextLearning() {}

  /**
   * What was counted, or what is wrong: a result and no failure, as in {@link TextScan}.
   *
   * @param part number of the part with the problem
   */
  record Counted(TextCounts counts, String problem, int part) implements Serializable {
    /** Both together; of several problems the first. */
    Counted plus(Counted other) {
      if (problem != null || other.problem != null) {
        boolean mine = other.problem == null || (problem != null && part < other.part);
        return mine ? this : other;
      }
      try {
        counts.addAll(other.counts);
        return this;
      } catch (IllegalStateException e) {
        return new Counted(null, tooMany(), Integer.MAX_VALUE);
      }
    }
  }

  /** Gives a text to a cutter. */
  @FunctionalInterface
  interface Feed {
    void to(TextCutter cutter) throws IOException;
  }

  /** A part of a text and its number. */
  private record Part(ByteRange[] ranges, int number) implements Serializable {}

  /**
   * What running text is cut into.
   *
   * @param source cut at spaces, unless tokens are bytes
   * @param partBytes of the parts in which it is counted, at most
   * @param learnedBytes that pieces are learned from, at most
   * @throws RondoException BAD_DATA if the text is not UTF-8, or has too many different words
   */
  static Tokenizer learn(
      TextSpec spec,
      TextSource source,
      TextSplits splits,
      RangeScanner scanner,
      long partBytes,
      long learnedBytes)
      throws IOException {
    if (spec.tokens() == Tokenizer.Kind.BYTES) {
      return Tokenizer.bytes(); // nothing is learned
    }
    List<Part> parts = new ArrayList<>();
    for (long[] stretch : stretches(spec, source, splits, learnedBytes)) {
      long[] cuts = source.cuts(stretch[0], stretch[1], partBytes);
      TextParts.ranges(source, cuts).forEach(each -> parts.add(new Part(each, parts.size())));
    }
    FileAccess files = source.files();
    Tokenizer.Kind kind = spec.tokens();
    return learn(
        spec,
        parts,
        part ->
            count(
                kind,
                part.number(),
                cutter -> {
                  for (ByteRange range : part.ranges()) {
                    TextInput.forEach(files, range, cutter);
                    cutter.end();
                  }
                }),
        scanner);
  }

  /**
   * What texts are cut into whose parts are counted by {@code count}.
   *
   * @throws RondoException BAD_DATA as above
   */
  static <P extends Serializable> Tokenizer learn(
      TextSpec spec, List<P> parts, SerializableFunction<P, Counted> count, RangeScanner scanner)
      throws IOException {
    Counted sum = TextParts.checked(() -> scanner.sum(parts, count, Counted::plus));
    if (sum != null) {
      TextSurvey.requireNone(sum.problem());
    }
    TextCounts counts = sum == null ? new TextCounts() : sum.counts();
    return spec.tokens() == Tokenizer.Kind.WORDS
        ? Tokenizer.words(counts, spec.minCount(), spec.limit())
        : Tokenizer.pieces(counts, spec.minCount(), spec.limit());
  }

  /** Counts a part of a text. */
  static Counted count(Tokenizer.Kind kind, int part, Feed text) {
    TextCounts counts = new TextCounts();
    boolean words = kind == Tokenizer.Kind.WORDS;
    try {
      text.to(words ? TextCutter.words(counts::add) : TextCutter.chunks(counts::add));
      return new Counted(counts, null, part);
    } catch (RondoException e) {
      return new Counted(null, e.getMessage(), part);
    } catch (IllegalStateException e) {
      return new Counted(null, tooMany(), part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tooMany() {
    return String.format(
        Locale.ROOT,
        "data.tokens: the text has more than %,d different words, expected fewer; take characters"
            + " or bytes",
        TextCounts.MOST);
  }

  private static List<long[]> stretches(
      TextSpec spec, TextSource source, TextSplits splits, long learnedBytes) throws IOException {
    long from = splits.from(Split.TRAIN);
    long to = splits.to(Split.TRAIN);
    if (spec.tokens() != Tokenizer.Kind.PIECES || to - from <= learnedBytes) {
      return List.of(new long[] {from, to});
    }
    List<long[]> stretches = new ArrayList<>();
    long end = from;
    for (int i = 0; i < STRETCHES; i++) {
      long start = from + (to - from) / STRETCHES * i;
      long first = i == 0 ? from : Math.min(to, Math.max(end, source.snap(start)));
      end = Math.max(first, Math.min(to, source.snap(start + learnedBytes / STRETCHES)));
      stretches.add(new long[] {first, end});
    }
    return stretches;
  }
}
