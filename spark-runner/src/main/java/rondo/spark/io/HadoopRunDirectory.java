package rondo.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import rondo.checkpoint.FileNames;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;

/**
 * A run directory on a Hadoop file system. Where files grow in the sight of readers (HDFS) a file
 * is written beside its place and renamed in one step; where they appear when closed (S3) it is
 * written in its place, and no rename is needed. The mark of the former is that they can append.
 *
 * <p>{@link #create} renames without overwriting on the former. On the latter it asks for a
 * conditional write, which S3A has since Hadoop 3.4.2; on a store that lacks it, two processes that
 * create the same name in the same moment may both be told that they made it, and the log says so.
 */
public final class HadoopRunDirectory implements RunDirectory {
  private final FileSystem files;
  private final Path folder;
  private final Map<String, LineAppender> appending = new TreeMap<>();

  /**
   * @param files stays open
   * @param folder with or without the scheme of {@code files}
   */
  public HadoopRunDirectory(FileSystem files, Path folder) {
    this.files = files;
    this.folder = files.makeQualified(folder);
  }

  @Override
  public String description() {
    return folder.toString();
  }

  /** Not joined by hand: the root of a file system ends with a slash. */
  @Override
  public String pathOf(String name) {
    return path(name).toString();
  }

  @Override
  public RunDirectory folder(String name) {
    return new HadoopRunDirectory(files, path(name));
  }

  @Override
  public List<String> list() throws IOException {
    try {
      if (!files.getFileStatus(folder).isDirectory()) {
        throw new NotDirectoryException(description());
      }
      return Arrays.stream(files.listStatus(folder))
          .map(file -> file.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public OptionalLong length(String name) throws IOException {
    try {
      FileStatus status = files.getFileStatus(path(name));
      return status.isFile() ? OptionalLong.of(status.getLen()) : OptionalLong.empty();
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    return new ChecksummedStream(files.open(path(name)), pathOf(name));
  }

  @Override
  public void write(String name, Content content) throws IOException {
    Path target = path(name);
    if (!files.hasPathCapability(target, CommonPathCapabilities.FS_APPEND)) {
      create(target, content);
      return;
    }
    Path temporary = temporary();
    try {
      create(temporary, content);
      // Not FileSystem.rename: that one does not replace a file.
      context().rename(temporary, target, Options.Rename.OVERWRITE);
    } catch (IOException | RuntimeException | Error e) {
      deleteQuietly(temporary, e);
      throw e;
    }
  }

  @Override
  public boolean create(String name, byte[] bytes) throws IOException {
    Path target = path(name);
    if (!files.hasPathCapability(target, CommonPathCapabilities.FS_APPEND)) {
      return ObjectCreation.create(this, files, target, bytes);
    }
    Path temporary = temporary();
    try {
      create(temporary, out -> out.write(bytes));
      context().rename(temporary, target, Options.Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException e) {
      deleteQuietly(temporary, e);
      return false;
    } catch (IOException | RuntimeException | Error e) {
      deleteQuietly(temporary, e);
      throw e;
    }
  }

  @Override
  public void append(String name, String line) throws IOException {
    LineAppender appender = appending.get(name);
    if (appender == null) {
      appender = LineAppender.open(this, files, path(name));
      appending.put(name, appender);
    }
    appender.append(line);
  }

  @Override
  public void delete(String name) throws IOException {
    if (!files.delete(path(name), true) && files.exists(path(name))) {
      throw new IOException(path(name) + " could not be deleted; check who may write there");
    }
  }

  @Override
  public void close() throws IOException {
    for (LineAppender appender : appending.values()) {
      appender.close();
    }
    appending.clear();
  }

  private void create(Path path, Content content) throws IOException {
    fill(files, files.create(path, true), path, content);
  }

  /**
   * Writes a file and closes it. No try-with-resources: closing is what publishes, so a stream that
   * failed is not closed.
   */
  static void fill(FileSystem files, FSDataOutputStream out, Path path, Content content)
      throws IOException {
    try {
      content.writeTo(out);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    } catch (IOException | RuntimeException | Error e) {
      abandon(files, out, path, e);
      throw e;
    }
    out.close();
  }

  private static void abandon(
      FileSystem files, FSDataOutputStream out, Path path, Throwable failure) {
    try {
      if (out.hasCapability(CommonPathCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      } else if (files.hasPathCapability(path, CommonPathCapabilities.FS_APPEND)) {
        // A temporary file, about to be deleted; open, it would hold a lease on HDFS.
        out.close();
      }
    } catch (IOException e) {
      suppress(failure, e);
    }
  }

  private void deleteQuietly(Path temporary, Throwable failure) {
    try {
      files.delete(temporary, false);
    } catch (IOException e) {
      suppress(failure, e);
    }
  }

  /** A stream of HDFS that failed throws its one exception again when it is closed. */
  private static void suppress(Throwable failure, IOException second) {
    if (second != failure) {
      failure.addSuppressed(second);
    }
  }

  private FileContext context() throws IOException {
    return FileContext.getFileContext(files.getUri(), files.getConf());
  }

  private Path temporary() {
    return new Path(folder, RunFiles.TEMPORARY + UUID.randomUUID());
  }

  private Path path(String name) {
    return new Path(folder, FileNames.require(name));
  }
}
