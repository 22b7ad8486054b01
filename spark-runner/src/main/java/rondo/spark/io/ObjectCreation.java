package rondo.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.checkpoint.RunDirectory;

/** Put-if-absent in stores whose files appear, whole, when they are closed. */
final class ObjectCreation {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectCreation.class);
  private static final String CONDITIONAL =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  /** Stores that a warning was logged for. */
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private ObjectCreation() {}

  /** As {@link RunDirectory#create}. */
  static boolean create(RunDirectory directory, FileSystem files, Path target, byte[] bytes)
      throws IOException {
    String name = target.getName();
    if (directory.length(name).isPresent()) {
      return false;
    }
    try {
      HadoopRunDirectory.fill(files, open(files, target), target, out -> out.write(bytes));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      // S3A says with an exception of its own that the name was taken. It says so as well when it
      // was taken by its first attempt, whose answer was lost: then the file has our bytes.
      if (isOther(directory, name, bytes, e)) {
        return false;
      }
      throw e;
    }
  }

  private static FSDataOutputStream open(FileSystem files, Path target) throws IOException {
    if (files.hasPathCapability(target, CONDITIONAL)) {
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(target);
      builder.create();
      builder.recursive();
      builder.must(CONDITIONAL, true);
      return builder.build();
    }
    if (WARNED.add(files.getUri().toString())) {
      LOG.warn(
          "{} cannot create a file only if it is absent; run one training at a time in {}",
          files.getUri(),
          target.getParent());
    }
    return files.create(target, false);
  }

  /** Whether a file is there that has not our bytes; then ours will never be. */
  private static boolean isOther(
      RunDirectory directory, String name, byte[] bytes, IOException failure) throws IOException {
    try {
      long length = directory.length(name).orElse(-1);
      return length >= 0
          && (length != bytes.length || !Arrays.equals(directory.read(name, bytes.length), bytes));
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
  }
}
