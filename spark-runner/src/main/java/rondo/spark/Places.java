package rondo.spark;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.checkpoint.LocalRunDirectory;
import rondo.checkpoint.RunDirectory;
import rondo.data.FileAccess;
import rondo.data.LocalFileAccess;

/** Finds what can read and write a path. */
final class Places {
  private Places() {}

  static FileAccess files(String path, JavaSparkContext spark) {
    return new LocalFileAccess();
  }

  static RunDirectory directory(String path) {
    return new LocalRunDirectory(Path.of(path));
  }
}
