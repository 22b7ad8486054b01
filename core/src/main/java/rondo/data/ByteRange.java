package rondo.data;

import java.io.Serializable;

/**
 * A stretch of a file.
 *
 * @param from offset of its first byte
 * @param to offset after its last byte
 */
public record ByteRange(String path, long from, long to) implements Serializable {
  /** Bytes. */
  public long length() {
    return to - from;
  }
}
