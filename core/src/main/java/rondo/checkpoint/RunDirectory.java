package rondo.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * A folder that one process writes and any number read, on a local disk, on HDFS or in an object
 * store. It need not exist before the first write. A name is that of one file or folder directly in
 * it, of the form that {@link FileNames#require} takes, never a path.
 *
 * <p>Thread use: one thread at a time.
 */
public interface RunDirectory extends Closeable {

  /** What to put into a file; called once. */
  @FunctionalInterface
  interface Content {
    /** Writes all bytes to {@code out}, which the caller closes. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The path of this folder as a user would write it, for messages. */
  String description();

  /** A folder in this one; it need not exist. Lives no longer than this one is open. */
  RunDirectory folder(String name);

  /**
   * Names of the files and folders directly in this folder, sorted; empty if it does not exist.
   *
   * @throws java.nio.file.NotDirectoryException if there is a file in its place
   */
  List<String> list() throws IOException;

  /** Length of a file in bytes, or nothing if there is no such file. */
  OptionalLong length(String name) throws IOException;

  /**
   * The bytes of a file; the caller closes the stream. Reading fails with a {@link
   * CorruptFileException} where the file system itself finds that the bytes are wrong.
   *
   * @throws java.io.FileNotFoundException if there is no such file
   */
  InputStream open(String name) throws IOException;

  /**
   * Creates or replaces a file. When this returns the bytes are on stable storage as far as the
   * file system can promise it. A crash or an exception at any time leaves either the file that was
   * there before or the new one, never a part of it.
   */
  void write(String name, Content content) throws IOException;

  /**
   * Creates a file that is not there yet: put-if-absent. Of any number of processes that create the
   * same name at the same time, at most one is told that it made the file, wherever the file system
   * can do that; an implementation that meets one which cannot says so in the log.
   *
   * @param bytes of a small file
   * @return true: this call made the file, whole, and it is on stable storage as far as the file
   *     system can promise it; false: a file of that name is there already, and untouched
   * @throws IOException if the outcome is unknown: the file may be there, whole, or not; whoever
   *     must know reads it. A name that can appear late, after this has thrown, must not be used
   *     for anything else
   */
  boolean create(String name, byte[] bytes) throws IOException;

  /**
   * Adds a line to the end of a file, creating it at the first call. Readers see it after some
   * seconds, and after {@link #close} at the latest; a crash may lose the last few lines.
   *
   * @param line without its line break
   */
  void append(String name, String line) throws IOException;

  /** Deletes a file, or a folder and everything in it; does nothing if there is none. */
  void delete(String name) throws IOException;

  /** Makes all appended lines visible. Whatever was appended to may be written anew afterwards. */
  @Override
  void close() throws IOException;

  /** Creates or replaces a file, as {@link #write(String, Content)} does. */
  default void write(String name, byte[] bytes) throws IOException {
    write(name, out -> out.write(bytes));
  }

  /**
   * A whole small file.
   *
   * @param maxBytes longest file that is accepted; checked before anything is allocated
   * @throws java.io.FileNotFoundException if there is no such file
   * @throws RondoException CORRUPT if the file is longer
   */
  default byte[] read(String name, int maxBytes) throws IOException {
    long length = length(name).orElse(0);
    if (length > maxBytes) {
      throw new RondoException(
          ExitCode.CORRUPT,
          pathOf(name)
              + " has "
              + length
              + " bytes, expected at most "
              + maxBytes
              + "; restore the file from a copy");
    }
    try (InputStream in = open(name)) {
      return in.readNBytes((int) length);
    }
  }

  /** The path of a file in this folder, for messages. */
  default String pathOf(String name) {
    return description() + "/" + name;
  }
}
