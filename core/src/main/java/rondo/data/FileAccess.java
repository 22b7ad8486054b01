package rondo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;

/**
 * Reading of input files, wherever they are; sent to executors with the tasks.
 *
 * <p>Thread use: any number of threads.
 */
public interface FileAccess extends Serializable {
  /**
   * A file and its length in bytes.
   *
   * @param path as {@link #open} takes it
   */
  record Entry(String path, long length) implements Serializable {}

  /**
   * The files behind a path: the file itself, or all files of a folder and of those in it, hidden
   * ones (names that begin with '.' or '_') left out, sorted by path.
   *
   * @throws java.io.FileNotFoundException if there is nothing at {@code path}
   */
  List<Entry> list(String path) throws IOException;

  /** A stream of the bytes of a file from {@code position} on; the caller closes it. */
  InputStream open(String path, long position) throws IOException;
}
