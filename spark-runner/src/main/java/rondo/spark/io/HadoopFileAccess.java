package rondo.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import rondo.data.FileAccess;
import rondo.data.LocalFileAccess;

/**
 * Input files on any file system that Hadoop knows, on the driver and on executors. A path without
 * a scheme is on the local disk, relative to where the driver was started. Globs such as {@code
 * hdfs:///logs/2026-*} are taken where no file has that very name.
 */
public final class HadoopFileAccess implements FileAccess {
  private static final long serialVersionUID = 1L;

  private final HadoopSettings settings;
  private final String workingDirectory = java.nio.file.Path.of("").toAbsolutePath().toString();
  private final LocalFileAccess local = new LocalFileAccess();

  /** Keeps what it needs of {@code configuration}. */
  public HadoopFileAccess(Configuration configuration) {
    this.settings = new HadoopSettings(configuration);
  }

  @Override
  public List<Entry> list(String path) throws IOException {
    boolean isLocal = HadoopPaths.isLocal(path);
    if (isLocal && Files.exists(java.nio.file.Path.of(localPath(path)))) {
      return local.list(localPath(path));
    }
    Path root = isLocal ? new Path("file", null, localPath(path)) : HadoopPaths.parse(path);
    FileSystem files = HadoopPaths.fileSystem(root, settings.configuration());
    List<Entry> entries = new ArrayList<>();
    try {
      for (FileStatus match : matches(files, root, path)) {
        addAll(files, match, entries);
      }
    } catch (PathIOException e) {
      throw isMissingBucket(e) ? (IOException) new FileNotFoundException(path).initCause(e) : e;
    }
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  @Override
  public InputStream open(String path, long position) throws IOException {
    if (HadoopPaths.isLocal(path)) {
      return local.open(localPath(path), position);
    }
    Path parsed = HadoopPaths.parse(path);
    FSDataInputStream in = HadoopPaths.fileSystem(parsed, settings.configuration()).open(parsed);
    try {
      in.seek(position);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static List<FileStatus> matches(FileSystem files, Path root, String path)
      throws IOException {
    try {
      return List.of(files.getFileStatus(root));
    } catch (FileNotFoundException e) {
      FileStatus[] matches = files.globStatus(root);
      if (matches == null || matches.length == 0) {
        throw new FileNotFoundException(path);
      }
      return List.of(matches).stream().filter(HadoopFileAccess::isVisible).toList();
    }
  }

  /** By name, since S3A is not always on the class path. */
  private static boolean isMissingBucket(PathIOException failure) {
    return failure.getClass().getSimpleName().equals("UnknownStoreException");
  }

  private static void addAll(FileSystem files, FileStatus status, List<Entry> entries)
      throws IOException {
    if (status.isFile()) {
      String path = status.getPath().toString();
      String scheme = status.getPath().toUri().getScheme();
      entries.add(
          new Entry(
              scheme.equals("file") ? status.getPath().toUri().getPath() : path, status.getLen()));
      return;
    }
    for (FileStatus child : files.listStatus(status.getPath())) {
      if (isVisible(child)) {
        addAll(files, child, entries);
      }
    }
  }

  private static boolean isVisible(FileStatus status) {
    String name = status.getPath().getName();
    return !name.startsWith(".") && !name.startsWith("_");
  }

  private String localPath(String path) {
    String plain = path.startsWith("file:") ? URI.create(path).getPath() : path;
    return java.nio.file.Path.of(workingDirectory).resolve(plain).normalize().toString();
  }
}
