package rondo.spark.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.ChecksumException;
import rondo.checkpoint.Corrupt;
import rondo.checkpoint.CorruptFileException;

/**
 * A file of a file system that keeps checksums. If no copy of it fits them, the file is damaged:
 * another thing than a read that failed, which may go well the next time.
 */
final class ChecksummedStream extends FilterInputStream {
  private final String file;

  /**
   * @param file for messages
   */
  ChecksummedStream(InputStream in, String file) {
    super(in);
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (ChecksumException e) {
      throw damaged(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (ChecksumException e) {
      throw damaged(e);
    }
  }

  private CorruptFileException damaged(ChecksumException cause) {
    CorruptFileException damaged = Corrupt.file(file, "the file system finds its checksum wrong");
    damaged.initCause(cause);
    return damaged;
  }
}
