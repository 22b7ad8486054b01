package rondo.spark.cli;

import java.nio.file.Path;
import java.util.List;
import rondo.config.JobFile;

/** Finds job files. */
final class JobFiles {
  private JobFiles() {}

  /** The job file at {@code path}, with overrides as KEY=VALUE. */
  static JobFile read(String path, List<String> sets) {
    return JobFile.read(Path.of(path), sets);
  }
}
