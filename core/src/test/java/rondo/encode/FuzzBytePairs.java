package rondo.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;

/**
 * A text cut into words, chunks and byte-pair pieces. The input: how many pieces are joined, two
 * tokens of two bytes each for every one of them, then the text.
 */
public final class FuzzBytePairs implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return List.of(
        input("plain text, nothing joined"),
        input("the theme of the thesis", 't', 'h', 256, 'e', ' ', 257),
        input("  \u00A0\u3000two   spaces\r\n\t", ' ', ' '),
        input("日本語のテキスト😀 e\u0301", 0xE6, 0x97, 256, 0xA5),
        input("x".repeat(300), 'x', 'x', 256, 256, 257, 257));
  }

  private static byte[] input(String text, int... merges) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] input = new byte[1 + 2 * merges.length + bytes.length];
    input[0] = (byte) (merges.length / 2);
    for (int i = 0; i < merges.length; i++) {
      input[1 + 2 * i] = (byte) (merges[i] >> 8);
      input[2 + 2 * i] = (byte) merges[i];
    }
    System.arraycopy(bytes, 0, input, 1 + 2 * merges.length, bytes.length);
    return input;
  }

  @Override
  public void read(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    int count = Math.min(input[0] & 0xFF, (input.length - 1) / 4);
    int[] merges = new int[2 * count];
    Arrays.setAll(merges, i -> (input[1 + 2 * i] & 0xFF) << 8 | (input[2 + 2 * i] & 0xFF));
    int from = 1 + 4 * count;
    String text = new String(input, from, input.length - from, StandardCharsets.UTF_8);
    int words = 0;
    for (int at = Words.start(text, 0); at < text.length(); words++) {
      int end = Words.end(text, at);
      if (end <= at || Words.start(text, at) != at) {
        throw new AssertionError("a word from " + at + " to " + end);
      }
      at = Words.start(text, end);
    }
    BytePairs pairs;
    try {
      pairs = BytePairs.of(merges);
    } catch (IllegalArgumentException e) {
      return;
    }
    Refusals.requireEqual("the pieces", BytePairs.of(pairs.merges()), pairs);
    int[] tokens = pairs.encode(text);
    Refusals.requireEqual("the text", pairs.decode(tokens), text);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (tokens.length > bytes || tokens.length < words) {
      throw new AssertionError(
          tokens.length + " tokens of " + words + " words in " + bytes + " bytes");
    }
  }
}
