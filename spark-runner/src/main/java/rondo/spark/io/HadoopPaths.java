package rondo.spark.io;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.util.VersionInfo;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Which file system a path belongs to. A path without a scheme is always on the local disk. */
final class HadoopPaths {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

  private static final String S3A = "s3a";

  private HadoopPaths() {}

  static boolean isLocal(String path) {
    return path.startsWith("file:") || !SCHEME.matcher(path).matches();
  }

  /**
   * A path with a scheme. A host or bucket alone is its root folder.
   *
   * @throws RondoException CONFIG if it carries a password, which would end up in logs and reports,
   *     or no bucket that S3A can open
   */
  static Path parse(String path) {
    Path parsed = new Path(path);
    String user = parsed.toUri().getUserInfo();
    if (user != null && user.contains(":")) {
      throw new RondoException(
          ExitCode.CONFIG,
          parsed.toUri().getScheme()
              + "://...@"
              + parsed.toUri().getHost()
              + " carries a secret, expected none in a path; give it through a Hadoop credential"
              + " provider");
    }
    if (S3A.equals(parsed.toUri().getScheme()) && parsed.toUri().getHost() == null) {
      throw new RondoException(
          ExitCode.CONFIG,
          path
              + " names no bucket that S3A can open, expected s3a://BUCKET/... with a bucket of"
              + " lower-case letters, digits, '-' and '.'; correct the path");
    }
    return parsed.toUri().getPath().isEmpty() ? new Path(parsed, Path.SEPARATOR) : parsed;
  }

  /**
   * The file system of a path with a scheme; shared by the whole JVM, never to be closed.
   *
   * @throws RondoException CONFIG if the class path has none for its scheme, or not all of it
   */
  static FileSystem fileSystem(Path path, Configuration configuration) throws IOException {
    try {
      return path.getFileSystem(configuration);
    } catch (UnsupportedFileSystemException | NoClassDefFoundError e) {
      throw unknownScheme(path, e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw unknownScheme(path, e);
      }
      throw e;
    }
  }

  private static RondoException unknownScheme(Path path, Throwable cause) {
    String scheme = path.toUri().getScheme();
    String advice =
        switch (scheme) {
          case S3A ->
              "add the jar that has it, with --packages org.apache.hadoop:hadoop-aws:"
                  + VersionInfo.getVersion();
          case "s3", "s3n" -> "write s3a:// instead of " + scheme + "://";
          default -> "add the jar that has it";
        };
    return new RondoException(
        ExitCode.CONFIG,
        path
            + " needs a file system for "
            + scheme
            + ":, which is not on the class path; "
            + advice,
        cause);
  }
}
