package rondo.spark.io;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import rondo.checkpoint.LocalRunDirectory;
import rondo.checkpoint.RunDirectory;

/** Opens run and model directories by their path. */
public final class RunDirectories {
  private RunDirectories() {}

  /**
   * The directory at {@code path}, which need not exist: on the local disk without a scheme or with
   * {@code file:}, else on the Hadoop file system of the scheme.
   *
   * @throws rondo.error.RondoException CONFIG if the class path has no such file system
   */
  public static RunDirectory open(String path, Configuration configuration) throws IOException {
    if (HadoopPaths.isLocal(path)) {
      return new LocalRunDirectory(
          path.startsWith("file:")
              ? java.nio.file.Path.of(URI.create(path).getPath())
              : java.nio.file.Path.of(path));
    }
    Path parsed = HadoopPaths.parse(path);
    return new HadoopRunDirectory(HadoopPaths.fileSystem(parsed, configuration), parsed);
  }
}
