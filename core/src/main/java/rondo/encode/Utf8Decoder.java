package rondo.encode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as it comes, some bytes at a time; what is none becomes U+FFFD.
 *
 * <p>Thread use: one thread.
 */
final class Utf8Decoder {
  private static final int LONGEST_CHARACTER = 4;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final byte[] started = new byte[LONGEST_CHARACTER]; // of a character that is not whole
  private int size;

  /** The characters that are whole with these bytes. */
  String next(byte... bytes) {
    ByteBuffer in = ByteBuffer.allocate(size + bytes.length);
    in.put(started, 0, size).put(bytes).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining()); // a byte gives one at most
    decoder.reset().decode(in, out, false);
    size = in.remaining();
    in.get(started, 0, size);
    return out.flip().toString();
  }
}
