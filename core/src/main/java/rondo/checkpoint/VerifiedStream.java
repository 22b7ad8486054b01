package rondo.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * The bytes of a file whose length and SHA-256 are known. The read that reaches the last byte, or
 * the end of the file, fails if they are not those: so whoever has read all of the file has read
 * the right one.
 *
 * <p>Thread use: one thread at a time.
 */
public final class VerifiedStream extends InputStream {
  private final InputStream in;
  private final Sha256 expected;
  private final String file;
  private final MessageDigest digest = Sha256.digest();
  private long count;
  private boolean verified;

  /**
   * @param in read to its end, closed with this stream
   * @param file for messages
   */
  public VerifiedStream(InputStream in, Sha256 expected, String file) {
    this.in = in;
    this.expected = expected;
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws CorruptFileException if the file is longer or shorter than expected, or has another
   *     hash
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = in.read(bytes, offset, length);
    if (got > 0) {
      count += got;
      if (count > expected.length()) {
        throw Corrupt.file(file, "it has more than " + expected.length() + " bytes");
      }
      digest.update(bytes, offset, got);
    }
    if (got < 0 || count == expected.length()) {
      verify();
    }
    return got;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void verify() {
    if (verified) {
      return;
    }
    if (count < expected.length()) {
      throw Corrupt.file(
          file, "it ends after " + count + " bytes, expected " + expected.length() + " bytes");
    }
    if (!Sha256.hex(digest.digest()).equals(expected.sha256())) {
      throw Corrupt.file(file, "its SHA-256 is not the one in " + Manifest.NAME);
    }
    verified = true;
  }
}
