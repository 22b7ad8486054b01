package rondo.task;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import rondo.data.ByteSpace;
import rondo.data.MemoryFiles;
import rondo.data.RangeScanner;
import rondo.data.SequenceSink;
import rondo.data.Split;
import rondo.encode.CharacterCounter;
import rondo.encode.CharacterCounts;
import rondo.encode.Vocabulary;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;

/**
 * Texts as a language model reads them: counted part by part, cut into shards, turned into tokens.
 * The input: bytes of a part, shards, files and whether cuts are at white space, then the files one
 * after the other. Whether they are UTF-8, and which characters they hold, is what the decoder of
 * the JDK says.
 */
public final class FuzzText implements FuzzTarget {
  private static final int HEAD = 3;

  @Override
  public List<byte[]> seeds() {
    return List.of(
        input(8, 2, 1, "Well, Prince, so Genoa and Lucca are now just family estates."),
        input(1, 3, 2, "\uFEFFé日本語😀\uFEFF and a BOM"),
        input(5, 1, 3, "€uro\u0000\n\r\n\u2028"),
        input(4, 3, 6, "words, and  white\u00A0space\n\nlongerthanapart\t"),
        input(3, 4, 1, "aaa\uFFFD\uD7FF\uE000\uDBFF\uDFFF"),
        new byte[] {2, 2, 1, 'a', (byte) 0xE2, (byte) 0x82},
        new byte[] {2, 2, 1, 'a', (byte) 0xC0, (byte) 0x80, 'b'});
  }

  private static byte[] input(int part, int shards, int files, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] input = new byte[HEAD + bytes.length];
    input[0] = (byte) part;
    input[1] = (byte) shards;
    input[2] = (byte) files;
    System.arraycopy(bytes, 0, input, HEAD, bytes.length);
    return input;
  }

  @Override
  public void read(byte[] input) throws Exception {
    if (input.length <= HEAD) {
      return;
    }
    int partBytes = Math.max(1 + (input[0] & 0xFF), input.length / 4);
    int shards = 1 + (input[1] & 3);
    List<byte[]> contents = cut(Arrays.copyOfRange(input, HEAD, input.length), 1 + (input[2] & 3));
    MemoryFiles files = MemoryFiles.of(contents);
    ByteSpace space = new ByteSpace(files.list(""));
    DataSpec data = DataSpec.ofPath("", 0.2, 0.3);
    TextSource source = new TextSource(files, space, (input[2] & 4) != 0);
    TextSurvey survey =
        Refusals.taken(
            () -> TextSurvey.of(source, TextSplits.of(data, source), RangeScanner.LOCAL, partBytes),
            ExitCode.BAD_DATA);
    int[] expected = characters(contents);
    if ((survey == null) != (expected == null)) {
      throw new AssertionError(
          expected == null ? "took what is no UTF-8" : "refused what is UTF-8");
    }
    if (survey != null) {
      requireShards(source, survey, shards, expected);
    }
  }

  private static void requireShards(
      TextSource source, TextSurvey survey, int shards, int[] expected) throws IOException {
    CharacterCounter counter = new CharacterCounter();
    for (int codePoint : expected) {
      counter.accept(codePoint);
    }
    CharacterCounts counts = counter.counts();
    Vocabulary vocabulary = Vocabulary.of(counts, Vocabulary.Order.FREQUENCY);
    TextReader reader = new TextReader(source, new EnumMap<>(survey.cuts()), vocabulary);
    Tokens tokens = new Tokens();
    long total = 0;
    for (Split split : Split.values()) {
      for (int shard = 0; shard < shards; shard++) {
        reader.read(split, shard, shards, tokens);
      }
      total += survey.counts().get(split).total();
    }
    Refusals.requireEqual("the characters", total, (long) expected.length);
    Refusals.requireEqual(
        "the text",
        vocabulary.decode(Arrays.copyOf(tokens.values, tokens.size)),
        new String(expected, 0, expected.length));
  }

  /** Cuts bytes into files of about the same length, wherever characters begin. */
  private static List<byte[]> cut(byte[] bytes, int count) {
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(
          Arrays.copyOfRange(bytes, bytes.length * i / count, bytes.length * (i + 1) / count));
    }
    return files;
  }

  /** All characters, without the byte order marks that files begin with; null if not UTF-8. */
  private static int[] characters(List<byte[]> files) {
    StringBuilder all = new StringBuilder();
    for (byte[] file : files) {
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        all.append(text.startsWith("\uFEFF") ? text.substring(1) : text);
      } catch (CharacterCodingException e) {
        return null;
      }
    }
    return all.codePoints().toArray();
  }

  /** Keeps tokens. */
  private static final class Tokens implements SequenceSink {
    private int[] values = new int[64];
    private int size;

    @Override
    public void expect(long timeSteps) {}

    @Override
    public void tokens(int[] more, int from, int count) {
      if (size + count > values.length) {
        values = Arrays.copyOf(values, Math.max(size + count, 2 * values.length));
      }
      System.arraycopy(more, from, values, size, count);
      size += count;
    }

    @Override
    public void features(float[] more, int from, int count) {
      throw new AssertionError("a text has no features");
    }

    @Override
    public void classes(int[] more, int from, int count) {
      throw new AssertionError("a text has no classes");
    }

    @Override
    public void targets(float[] more, int from, int count) {
      throw new AssertionError("a text has no targets");
    }

    @Override
    public void sequenceClass(int value) {
      throw new AssertionError("a text has no class");
    }

    @Override
    public void sequenceTargets(float[] more) {
      throw new AssertionError("a text has no targets");
    }

    @Override
    public void end() {}
  }
}
