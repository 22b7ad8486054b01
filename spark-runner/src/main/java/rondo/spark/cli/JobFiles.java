package rondo.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rondo.config.JobFile;
import rondo.spark.Places;

/** Finds job files. */
final class JobFiles {
  private JobFiles() {}

  /** The job file at {@code path}, a local path or a URI, with overrides as KEY=VALUE. */
  static JobFile read(String path, List<String> sets) throws IOException {
    return Places.isRemote(path)
        ? JobFile.of(path, Places.text(path), sets)
        : JobFile.read(Path.of(path), sets);
  }
}
