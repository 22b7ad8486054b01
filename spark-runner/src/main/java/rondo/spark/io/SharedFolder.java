package rondo.spark.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * A folder that tasks write files to and that lives no longer than a run: on the local disk without
 * a scheme, else on the Hadoop file system of the scheme.
 *
 * <p>Thread use: any number of threads.
 */
public final class SharedFolder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final boolean local;
  private final HadoopSettings settings;

  private SharedFolder(String path, boolean local, HadoopSettings settings) {
    this.path = path;
    this.local = local;
    this.settings = settings;
  }

  /** Makes the folder at {@code path}, which must not exist. */
  public static SharedFolder create(String path, Configuration configuration) throws IOException {
    HadoopSettings settings = new HadoopSettings(configuration);
    if (HadoopPaths.isLocal(path)) {
      String plain = path.startsWith("file:") ? URI.create(path).getPath() : path;
      java.nio.file.Path folder = java.nio.file.Path.of(plain).toAbsolutePath().normalize();
      Files.createDirectories(folder);
      return new SharedFolder(folder.toString(), true, settings);
    }
    Path parsed = HadoopPaths.parse(path);
    HadoopPaths.fileSystem(parsed, configuration).mkdirs(parsed);
    return new SharedFolder(parsed.toString(), false, settings);
  }

  /**
   * One that was made before, by whoever.
   *
   * @param path as {@link #path} gave it
   */
  public static SharedFolder at(String path, Configuration configuration) {
    return new SharedFolder(path, HadoopPaths.isLocal(path), new HadoopSettings(configuration));
  }

  /** Its absolute path. */
  public String path() {
    return path;
  }

  /** The last part of its path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path of a file, as {@link HadoopFileAccess} takes it. */
  public String pathOf(String name) {
    return path + "/" + name;
  }

  /**
   * Looks whether this machine sees the folder that another one has made.
   *
   * @throws RondoException CONFIG if it does not
   */
  public void require() {
    if (local && !Files.isDirectory(java.nio.file.Path.of(path))) {
      throw new RondoException(
          ExitCode.CONFIG,
          path
              + " is on the disk of the driver and an executor does not see it, expected a folder"
              + " that all of them see; give an output on HDFS or S3, or on a shared disk");
    }
  }

  /** A new file; the caller closes it. */
  public OutputStream create(String name) throws IOException {
    if (local) {
      return Files.newOutputStream(java.nio.file.Path.of(pathOf(name)));
    }
    return fileSystem().create(new Path(pathOf(name)), false);
  }

  /** The bytes of a file; the caller closes it. */
  public InputStream open(String name) throws IOException {
    return local
        ? Files.newInputStream(java.nio.file.Path.of(pathOf(name)))
        : fileSystem().open(new Path(pathOf(name)));
  }

  /** Whether this machine sees a file. */
  public boolean exists(String name) throws IOException {
    return local
        ? Files.exists(java.nio.file.Path.of(pathOf(name)))
        : fileSystem().exists(new Path(pathOf(name)));
  }

  /** Deletes a file if it is there; a failure of that is added to {@code failure}. */
  public void deleteQuietly(String name, Throwable failure) {
    try {
      if (local) {
        Files.deleteIfExists(java.nio.file.Path.of(pathOf(name)));
      } else {
        fileSystem().delete(new Path(pathOf(name)), false);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Deletes the folder and everything in it. */
  public void delete() throws IOException {
    if (!local) {
      fileSystem().delete(new Path(path), true);
      return;
    }
    java.nio.file.Path folder = java.nio.file.Path.of(path);
    if (!Files.exists(folder)) {
      return;
    }
    List<java.nio.file.Path> all;
    try (Stream<java.nio.file.Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (java.nio.file.Path one : all) {
      Files.deleteIfExists(one);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return HadoopPaths.fileSystem(new Path(path), settings.configuration());
  }
}
