package rondo.pages;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the pages of one file with AES in counter mode, under a key that is used for no other
 * file and never leaves this JVM. Every page is written once, and page n has the counters from n
 * 2^64 on, so no counter is used twice.
 *
 * <p>Thread use: one thread at a time.
 */
final class PageCipher {
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final Cipher cipher;

  PageCipher() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, "AES");
    try {
      this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JVM has AES", e);
    }
  }

  /** Encrypts or decrypts a page in place. */
  void apply(int page, byte[] bytes, int size) {
    byte[] counter = ByteBuffer.allocate(16).putLong(page).putLong(0).array();
    try {
      // Encryption and decryption are the same in counter mode.
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      byte[] changed = cipher.doFinal(bytes, 0, size);
      System.arraycopy(changed, 0, bytes, 0, size);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES in counter mode takes any bytes", e);
    }
  }
}
