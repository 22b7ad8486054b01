package rondo.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Length and SHA-256 of a file.
 *
 * @param length bytes
 * @param sha256 in lower-case hexadecimal
 */
public record Sha256(long length, String sha256) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Counts and hashes what {@code content} writes. */
  public static Sha256 of(RunDirectory.Content content) throws IOException {
    return write(content, OutputStream.nullOutputStream());
  }

  /** Counts and hashes bytes. */
  public static Sha256 of(byte[] bytes) {
    return new Sha256(bytes.length, hex(digest().digest(bytes)));
  }

  /** Writes {@code content} to {@code out}, which stays open, and counts and hashes it. */
  public static Sha256 write(RunDirectory.Content content, OutputStream out) throws IOException {
    Hashing hashing = new Hashing(out);
    content.writeTo(hashing);
    hashing.flush();
    return new Sha256(hashing.length, hex(hashing.digest.digest()));
  }

  /** Whether this is how we write a hash: 64 hexadecimal digits in lower case. */
  static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /** Its close does not close {@code out}: on some file systems closing publishes a file. */
  private static final class Hashing extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = digest();
    private long length;

    Hashing(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
      digest.update(bytes, offset, count);
      length += count;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
