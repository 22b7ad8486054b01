package rondo.spark.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import rondo.data.FileAccess;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * The files at the path of a source, whether Spark reads them or not.
 *
 * @param first by whose end the format is chosen
 * @param count in subfolders, too
 */
record SourceFiles(String path, String first, int count) {
  /**
   * Lists them.
   *
   * @throws RondoException NO_INPUT if there are none
   */
  static SourceFiles at(String path, FileAccess access) throws IOException {
    try {
      List<FileAccess.Entry> entries = access.list(path);
      if (!entries.isEmpty()) {
        return new SourceFiles(path, entries.get(0).path(), entries.size());
      }
    } catch (FileNotFoundException e) {
      throw new RondoException(ExitCode.NO_INPUT, nothingAt(path), e);
    }
    throw new RondoException(ExitCode.NO_INPUT, nothingAt(path));
  }

  private static String nothingAt(String path) {
    return "data.path: there is nothing at " + path + "; give a file or folder that exists";
  }

  /**
   * Tells of those that are not read.
   *
   * @param read how many are
   */
  void tellUnread(int read, Consumer<String> tell) {
    int unread = count - read;
    if (unread > 0 && read > 0) { // a file without columns is not read either, and refused
      tell.accept(
          files(unread)
              + " below "
              + path
              + " not read: in subfolders, or left out by data.options; subfolders are read with"
              + " data.options { recursiveFileLookup = true }");
    }
  }

  /** What to throw where none is read. */
  RondoException nothingRead(Exception cause) {
    return new RondoException(
        ExitCode.NO_INPUT,
        "data.path: "
            + path
            + " has "
            + files(count)
            + " below it and none is read, expected some that are not in subfolders; give the"
            + " subfolder, or set data.options { recursiveFileLookup = true }",
        cause);
  }

  private static String files(int number) {
    return number + (number == 1 ? " file" : " files");
  }
}
