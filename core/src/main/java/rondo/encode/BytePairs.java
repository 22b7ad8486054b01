package rondo.encode;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Byte-pair encoding (Sennrich, Haddow and Birch 2016) over the bytes of UTF-8: every text has
 * tokens, and they give the text back. Tokens 0 to 255 are bytes; each further one is two tokens
 * before it, joined.
 *
 * <p>Nothing is joined across chunks: a chunk is a word and the white space before it, at most 64
 * characters (code points) of it.
 *
 * <p>Thread use: read only.
 */
public final class BytePairs implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Tokens that are bytes. */
  public static final int BYTES = 256;

  /** Most tokens. */
  public static final int MOST = 1 << 24;

  static final int LONGEST_CHUNK = 64; // characters
  private static final int LONGEST_TOKEN = 4 * LONGEST_CHUNK; // bytes
  private static final long NONE = -1;

  private final int[] merges; // of token 256 + i: the left and the right one, at 2 i
  private final int[] lengths; // bytes of token 256 + i

  /** Pairs and the tokens that they make, by a hash of the pair; {@link #NONE} where free. */
  private final long[] pairs;

  private final int[] joined;

  private BytePairs(int[] merges) {
    int count = merges.length / 2;
    this.merges = merges;
    this.lengths = new int[count];
    int slots = Integer.highestOneBit(Math.max(8, 3 * count)) * 2;
    this.pairs = new long[slots];
    this.joined = new int[slots];
    Arrays.fill(pairs, NONE);
    for (int i = 0; i < count; i++) {
      int left = merges[2 * i];
      int right = merges[2 * i + 1];
      if (Math.min(left, right) < 0 || Math.max(left, right) >= BYTES + i) {
        throw new IllegalArgumentException(
            "token " + (BYTES + i) + " joins " + left + " and " + right + ", which are not before");
      }
      lengths[i] = length(left) + length(right);
      if (lengths[i] > LONGEST_TOKEN) {
        throw new IllegalArgumentException(
            "token " + (BYTES + i) + " has more than " + LONGEST_TOKEN + " bytes");
      }
      int slot = slot(pair(left, right));
      if (pairs[slot] != NONE) {
        throw new IllegalArgumentException(
            "token " + (BYTES + i) + " joins the same tokens as token " + joined[slot]);
      }
      pairs[slot] = pair(left, right);
      joined[slot] = BYTES + i;
    }
  }

  /**
   * From the tokens that are joined.
   *
   * @param merges of tokens 256, 257, ... the left one and the right one each
   * @throws IllegalArgumentException if a pair is not of tokens before it, or is there twice
   */
  public static BytePairs of(int... merges) {
    if (merges.length % 2 != 0 || merges.length / 2 > MOST - BYTES) {
      throw new IllegalArgumentException("got " + merges.length + " numbers, expected pairs");
    }
    return new BytePairs(merges.clone());
  }

  /**
   * Learns which tokens to join: again and again the most frequent pair of neighbours, of equally
   * frequent ones that whose left token, then whose right token is smaller.
   *
   * @param chunks of the text, counted; the most frequent ones are learned from, as many as have 16
   *     MiB together
   * @param size most tokens, those of bytes included
   * @param minCount pairs that are rarer are not joined; 2 at least
   */
  public static BytePairs learn(TextCounts chunks, int size, long minCount) {
    return new BytePairs(new BytePairLearner(chunks).learn(size - BYTES, Math.max(2, minCount)));
  }

  /** Where the chunk ends that begins at {@code from}; looks at no more than the chunk. */
  public static int chunkEnd(String text, int from) {
    int at = from;
    boolean inWord = false;
    for (int i = 0; i < LONGEST_CHUNK && at < text.length(); i++) {
      int codePoint = text.codePointAt(at);
      if (!Words.isSpace(codePoint)) {
        inWord = true;
      } else if (inWord) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  /** Number of tokens. */
  public int size() {
    return BYTES + lengths.length;
  }

  /** What {@link #of} takes. */
  public int[] merges() {
    return merges.clone();
  }

  /** The tokens of a chunk. */
  public int[] encodeChunk(String chunk) {
    byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
    int[] tokens = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = bytes[i] & 0xFF;
    }
    int size = tokens.length;
    for (int next = first(tokens, size); next < Integer.MAX_VALUE; next = first(tokens, size)) {
      size = join(tokens, size, merges[2 * (next - BYTES)], merges[2 * (next - BYTES) + 1], next);
    }
    return Arrays.copyOf(tokens, size);
  }

  /** The tokens of a text. */
  public int[] encode(String text) {
    int[] tokens = new int[16];
    int size = 0;
    for (int from = 0; from < text.length(); ) {
      int end = chunkEnd(text, from);
      int[] more = encodeChunk(text.substring(from, end));
      if (size + more.length > tokens.length) {
        tokens = Arrays.copyOf(tokens, Math.max(size + more.length, 2 * size));
      }
      System.arraycopy(more, 0, tokens, size, more.length);
      size += more.length;
      from = end;
    }
    return Arrays.copyOf(tokens, size);
  }

  /** The text of tokens; bytes that are not UTF-8 together become U+FFFD. */
  public String decode(int... tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int token : tokens) {
      bytes.writeBytes(bytes(token));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The bytes of a token: part of a character, or several. */
  public byte[] bytes(int token) {
    byte[] bytes = new byte[length(token)];
    write(token, bytes, 0);
    return bytes;
  }

  private void write(int token, byte[] to, int at) {
    if (token < BYTES) {
      to[at] = (byte) token;
      return;
    }
    int left = merges[2 * (token - BYTES)];
    write(left, to, at);
    write(merges[2 * (token - BYTES) + 1], to, at + length(left));
  }

  private int length(int token) {
    return token < BYTES ? 1 : lengths[token - BYTES];
  }

  /** The token that was learned first of those that two neighbours make. */
  private int first(int[] tokens, int size) {
    int first = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < size; i++) {
      int slot = slot(pair(tokens[i], tokens[i + 1]));
      if (pairs[slot] != NONE) {
        first = Math.min(first, joined[slot]);
      }
    }
    return first;
  }

  /** Joins a pair wherever it stands, from the left; how many tokens are left. */
  private static int join(int[] tokens, int size, int left, int right, int joined) {
    int to = 0;
    for (int i = 0; i < size; i++) {
      if (tokens[i] == left && i + 1 < size && tokens[i + 1] == right) {
        tokens[to++] = joined;
        i++;
      } else {
        tokens[to++] = tokens[i];
      }
    }
    return to;
  }

  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  /** Where a pair is, or would be. */
  private int slot(long pair) {
    long hash = pair * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 32) & pairs.length - 1;
    while (pairs[slot] != NONE && pairs[slot] != pair) {
      slot = slot + 1 & pairs.length - 1;
    }
    return slot;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytePairs that && Arrays.equals(merges, that.merges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(merges);
  }
}
