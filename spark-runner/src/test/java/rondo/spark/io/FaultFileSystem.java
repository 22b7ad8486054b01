package rondo.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import rondo.checkpoint.Faults;

/**
 * Files of the local disk with the promises of another file system, whose operations fail as {@link
 * Faults} say. Scheme {@code fault:}.
 */
final class FaultFileSystem extends FileSystem {
  /** What a file system promises. */
  enum Promises {
    /** A file grows in the sight of readers; a rename is one step. */
    HDFS,
    /** A file appears when it is closed, if asked for only where none is; no rename, no append. */
    S3,
    /** As S3, but when a file appears it replaces what is there. */
    PLAIN
  }

  private static final String CONDITIONAL =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
  private static final Map<String, FaultFileSystem> ALL = new ConcurrentHashMap<>();
  private static final Configuration CONFIGURATION = new Configuration();

  static {
    CONFIGURATION.set("fs.AbstractFileSystem.fault.impl", FaultFileContext.class.getName());
  }

  private final URI uri;
  private final Promises promises;
  private final Faults faults;

  private FaultFileSystem(URI uri, Promises promises, Faults faults) {
    this.uri = uri;
    this.promises = promises;
    this.faults = faults;
  }

  static FaultFileSystem create(Promises promises, Faults faults) throws IOException {
    // Where nothing is renamed, nobody looks for the file system of a URI.
    String name = promises == Promises.HDFS ? "disk-" + ALL.size() : "store";
    URI uri = URI.create("fault://" + name + "/");
    FaultFileSystem files = new FaultFileSystem(uri, promises, faults);
    files.setConf(CONFIGURATION);
    files.initialize(uri, CONFIGURATION);
    ALL.put(uri.getAuthority(), files);
    return files;
  }

  /** The one that was created with this authority. */
  static FaultFileSystem of(URI uri) {
    return ALL.get(uri.getAuthority());
  }

  /** Renames in one step. */
  void move(Path from, Path to, boolean overwrite) throws IOException {
    if (promises != Promises.HDFS) {
      throw new UnsupportedOperationException("rename " + from + " to " + to);
    }
    faults.change(
        () -> {
          synchronized (ALL) {
            requireFree(to, overwrite);
            return Files.move(local(from), local(to), StandardCopyOption.REPLACE_EXISTING);
          }
        });
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    if (promises == Promises.HDFS) {
      return new FSDataOutputStream(
          faults.change(
              () -> {
                requireFree(path, overwrite);
                return new FaultFile(newFile(path), faults);
              }),
          statistics);
    }
    faults.look(
        () -> {
          requireFree(path, overwrite);
          return null;
        });
    return upload(path, false);
  }

  @Override
  public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
    return promises == Promises.S3 ? new UploadBuilder(path) : super.createFile(path);
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    byte[] bytes =
        faults.look(
            () -> {
              try {
                return Files.readAllBytes(local(path));
              } catch (NoSuchFileException e) {
                throw new FileNotFoundException(path + " is not there");
              }
            });
    return new FSDataInputStream(new FaultInput(bytes, faults));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return faults.look(() -> status(path));
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    return faults.look(
        () -> {
          List<FileStatus> files = new ArrayList<>();
          try (Stream<java.nio.file.Path> paths = Files.list(local(folder))) {
            for (java.nio.file.Path path : paths.toList()) {
              files.add(status(new Path(folder, path.getFileName().toString())));
            }
          } catch (NoSuchFileException e) {
            throw new FileNotFoundException(folder + " is not there");
          }
          return files.toArray(FileStatus[]::new);
        });
  }

  /** HDFS deletes a folder in one step, object stores one file after the other. */
  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (!Files.exists(local(path))) {
      return faults.look(() -> false);
    }
    List<java.nio.file.Path> paths;
    try (Stream<java.nio.file.Path> all = Files.walk(local(path))) {
      paths = new ArrayList<>(all.toList());
    }
    Collections.reverse(paths);
    if (promises == Promises.HDFS) {
      faults.change(
          () -> {
            for (java.nio.file.Path each : paths) {
              Files.delete(each);
            }
            return null;
          });
      return true;
    }
    for (java.nio.file.Path each : paths) {
      if (Files.isRegularFile(each)) {
        faults.change(() -> Files.deleteIfExists(each));
      } else {
        Files.delete(each);
      }
    }
    return true;
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
    return faults.change(() -> Files.isDirectory(Files.createDirectories(local(folder))));
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return switch (capability) {
      case CommonPathCapabilities.FS_APPEND -> promises == Promises.HDFS;
      case CONDITIONAL -> promises == Promises.S3;
      default -> super.hasPathCapability(path, capability);
    };
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("rename " + from + " to " + to);
  }

  @Override
  public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
    throw new UnsupportedOperationException("append to " + path);
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    throw new UnsupportedOperationException("work in " + folder);
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri.toString());
  }

  private FSDataOutputStream upload(Path path, boolean ifAbsent) throws IOException {
    FaultUpload.Store store =
        bytes -> {
          synchronized (ALL) {
            if (ifAbsent && Files.exists(local(path))) {
              throw new IOException("412 Precondition Failed");
            }
            Files.write(newFile(path), bytes);
          }
        };
    return new FSDataOutputStream(new FaultUpload(store, faults), statistics);
  }

  private java.nio.file.Path newFile(Path path) throws IOException {
    Files.createDirectories(local(path).getParent());
    return local(path);
  }

  private void requireFree(Path path, boolean overwrite) throws IOException {
    if (!overwrite && Files.exists(local(path))) {
      throw new FileAlreadyExistsException(path + " is there");
    }
  }

  private FileStatus status(Path path) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(local(path), BasicFileAttributes.class);
      return new FileStatus(
          file.size(), file.isDirectory(), 1, 0, file.lastModifiedTime().toMillis(), path);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(path + " is not there");
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** Knows one option: to appear only where no file is. */
  private final class UploadBuilder
      extends FSDataOutputStreamBuilder<FSDataOutputStream, UploadBuilder> {
    UploadBuilder(Path path) {
      super(FaultFileSystem.this, path);
    }

    @Override
    public UploadBuilder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      rejectUnknownMandatoryKeys(Set.of(CONDITIONAL), " of " + getPath());
      return upload(getPath(), getOptions().getBoolean(CONDITIONAL, false));
    }
  }
}
