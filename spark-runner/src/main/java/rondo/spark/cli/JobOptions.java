package rondo.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.spark.Places;

/** The job file of a command, and what overrides it. */
final class JobOptions {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Job file in HOCON; conf/language-model.conf names every key.")
  private String config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the job file, as in --set data.path=my.txt; repeatable.")
  private List<String> sets = new ArrayList<>();

  /** The overrides, as KEY=VALUE. */
  List<String> sets() {
    return sets;
  }

  /** The job, from a local file or a URI. */
  JobConfig job() throws IOException {
    return job(sets);
  }

  /** The job with other overrides than those that were given. */
  JobConfig job(List<String> overrides) throws IOException {
    JobFile file =
        Places.isRemote(config)
            ? JobFile.of(config, Places.text(config), overrides)
            : JobFile.read(Path.of(config), overrides);
    return file.job();
  }
}
