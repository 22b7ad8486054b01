package rondo.spark.predict;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.checkpoint.RunFiles;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.Places;
import rondo.spark.io.TemporaryFolder;

/**
 * A folder that is there when all of it is there: where it will be, and where its files are until
 * then.
 *
 * @param unfinished folder that Spark writes; the place itself where Spark publishes its files
 * @param overwrite whether there may be something at the place
 */
record OutputFolder(FileSystem files, Path place, Path unfinished, boolean overwrite) {
  /**
   * A folder that nothing was written to yet. A path without a scheme is one of this machine.
   *
   * @param overwrite whether there may be something
   * @throws RondoException OUTPUT_REFUSED if there is; CONFIG if the path carries a secret
   */
  static OutputFolder at(String output, boolean overwrite) throws IOException {
    Places.directory(output).close(); // refuses what is no place for files of ours
    boolean remote = Places.isRemote(output);
    Path place = remote ? new Path(output) : new Path("file", "", local(output).toString());
    FileSystem files = place.getFileSystem(Places.configuration());
    Path whole = files.makeQualified(place);
    Path beside = new Path(parent(whole), "." + whole.getName() + "-" + UUID.randomUUID());
    // On an object store a rename is a copy; Spark publishes its files when all are there.
    boolean renames = !remote || files.hasPathCapability(whole, CommonPathCapabilities.FS_APPEND);
    boolean exists = files.exists(whole);
    OutputFolder folder =
        new OutputFolder(files, whole, renames || exists ? beside : whole, overwrite);
    folder.requireFree();
    return folder;
  }

  /**
   * What is there now may not have been there when this began.
   *
   * @throws RondoException OUTPUT_REFUSED if there is something that may not be replaced
   */
  void requireFree() throws IOException {
    if (!overwrite && files.exists(place)) {
      throw new RondoException(
          ExitCode.OUTPUT_REFUSED,
          place + " exists already; give a new folder, or --overwrite to replace it");
    }
  }

  private static java.nio.file.Path local(String output) {
    return output.startsWith("file:")
        ? java.nio.file.Path.of(URI.create(output))
        : java.nio.file.Path.of(output).toAbsolutePath().normalize();
  }

  private static Path parent(Path place) {
    return place.getParent() == null ? place : place.getParent();
  }

  /**
   * Looks whether executors see what the driver sees: where they do not, each would write into a
   * folder of its own.
   *
   * @throws RondoException CONFIG if one does not
   */
  void requireSeen(JavaSparkContext spark) throws IOException {
    if (spark.isLocal() || !"file".equals(place.toUri().getScheme())) {
      return;
    }
    String name = around() + "/" + RunFiles.TEMPORARY + "seen-" + UUID.randomUUID();
    try (TemporaryFolder probe = TemporaryFolder.create(name, Places.configuration())) {
      Places.requireSeen(spark, probe.folder());
    }
  }

  /** The folder around it; a plain path on this machine. */
  String around() {
    Path around = parent(place);
    return around.toUri().getScheme().equals("file") ? around.toUri().getPath() : around.toString();
  }

  /**
   * Puts what was written in its place; what was there is deleted once that is done.
   *
   * @throws RondoException OUTPUT_REFUSED if somebody else has put something there meanwhile
   */
  void publish() throws IOException {
    if (unfinished.equals(place)) {
      return;
    }
    requireFree();
    Path old = new Path(parent(place), "." + place.getName() + "-old-" + UUID.randomUUID());
    boolean replaces = files.exists(place);
    if (replaces && !files.rename(place, old)) {
      throw new IOException(place + " could not be renamed to " + old);
    }
    if (!files.rename(unfinished, place)) {
      if (replaces) {
        files.rename(old, place);
      }
      throw new IOException(unfinished + " could not be renamed to " + place);
    }
    if (replaces) {
      files.delete(old, true);
    }
  }

  /** Deletes what was written. */
  void delete() throws IOException {
    files.delete(unfinished, true);
  }
}
