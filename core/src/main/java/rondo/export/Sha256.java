package rondo.export;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import rondo.checkpoint.RunDirectory;

/**
 * Length and SHA-256 of a file.
 *
 * @param length bytes
 * @param sha256 in lower-case hexadecimal
 */
record Sha256(long length, String sha256) {

  /** Counts and hashes what {@code content} writes. */
  static Sha256 of(RunDirectory.Content content) throws IOException {
    MessageDigest digest = digest();
    long[] length = new long[1];
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int b) {
            length[0]++;
          }

          @Override
          public void write(byte[] bytes, int offset, int count) {
            length[0] += count;
          }
        };
    content.writeTo(new DigestOutputStream(counting, digest));
    return new Sha256(length[0], hex(digest));
  }

  /** The hash of all that was read through {@code in} so far. */
  static String of(DigestInputStream in) {
    return hex(in.getMessageDigest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
