package rondo.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * A folder that is there when all of it is there: where it will be, and where its files are until
 * then.
 *
 * @param unfinished folder that Spark writes; the place itself where Spark publishes its files
 */
record OutputFolder(FileSystem files, Path place, Path unfinished) {
  /**
   * A folder that nothing was written to yet.
   *
   * @param overwrite whether there may be something
   * @throws RondoException OUTPUT_REFUSED if there is
   */
  static OutputFolder at(String output, boolean overwrite) throws IOException {
    Path place = new Path(output);
    FileSystem files = place.getFileSystem(Places.configuration());
    Path whole = files.makeQualified(place);
    boolean exists = true;
    try {
      files.getFileStatus(whole);
    } catch (FileNotFoundException e) {
      exists = false;
    }
    if (exists && !overwrite) {
      throw new RondoException(
          ExitCode.OUTPUT_REFUSED,
          whole + " exists already; give a new folder, or --overwrite to replace it");
    }
    Path beside = new Path(parent(whole), "." + whole.getName() + "-" + UUID.randomUUID());
    boolean renames = files.hasPathCapability(whole, CommonPathCapabilities.FS_APPEND);
    // On an object store a rename is a copy; Spark publishes its files when all are there.
    return new OutputFolder(files, whole, renames || exists ? beside : whole);
  }

  private static Path parent(Path place) {
    return place.getParent() == null ? place : place.getParent();
  }

  /** The folder around it. */
  String around() {
    return parent(place).toString();
  }

  /** Puts what was written in its place. */
  void publish() throws IOException {
    if (unfinished.equals(place)) {
      return;
    }
    files.delete(place, true);
    if (!files.rename(unfinished, place)) {
      throw new IOException(unfinished + " could not be renamed to " + place);
    }
  }

  /** Deletes what was written. */
  void discard(Throwable failure) {
    try {
      files.delete(unfinished, true);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
