package rondo.spark;

import java.io.IOException;
import java.nio.file.Path;
import rondo.checkpoint.FileNames;
import rondo.checkpoint.RunDirectory;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * A file for what a command makes, on this machine, HDFS or S3: it is there whole or not at all.
 *
 * @param path as the user wrote it
 * @param overwrite whether it may be there already
 */
public record OutputFile(String path, boolean overwrite) {
  /**
   * Writes the file, in place of the one that is there if that may be.
   *
   * @throws RondoException OUTPUT_REFUSED if it is there and may not be replaced; USAGE if its name
   *     is none for a file of ours
   */
  public void write(byte[] bytes) throws IOException {
    String folder = folder();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!FileNames.isSafe(name)) {
      throw new RondoException(
          ExitCode.USAGE,
          "--output: got a file \""
              + name
              + "\", expected a name of 1 to 64 letters, digits, '_', '.' and '-'; give another one");
    }
    try (RunDirectory directory = Places.directory(folder)) {
      if (overwrite) {
        directory.write(name, bytes);
      } else if (!directory.create(name, bytes)) {
        throw new RondoException(
            ExitCode.OUTPUT_REFUSED,
            path + " exists already; give a new file, or --overwrite to replace it");
      }
    }
  }

  private String folder() {
    int end = path.lastIndexOf('/') + 1;
    // A file in the root of a file system keeps its slash.
    return end > 0 ? path.substring(0, end) : Path.of("").toAbsolutePath().toString();
  }
}
