package rondo.spark.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rondo.config.JobConfig;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.TrainJob;
import rondo.spark.TrainOutcome;
import rondo.spark.TrainRequest;

/** {@code rondo train}: a job file in, a run directory out. */
@Command(
    name = "train",
    description = "Trains what a job file describes.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private JobOptions options;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "RUN_DIR",
      description = "New or empty directory for checkpoints, metrics, report and model.")
  private String output;

  @Option(names = "--overwrite", description = "Replace an earlier run in RUN_DIR.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      description = "Go on with the run in RUN_DIR from its newest checkpoint, if there is one.")
  private boolean resume;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    JobConfig job = options.job();
    TrainRequest request = new TrainRequest(job, output, existing());
    Map<String, TrainOutcome> outcomes = new TrainJob(request, console.progress(), List.of()).run();
    if (json) {
      console.printJson(TrainText.json(output, outcomes));
    } else {
      TrainText.lines(output, outcomes).forEach(console::print);
    }
    return 0;
  }

  private TrainRequest.Existing existing() {
    if (resume && overwrite) {
      throw new RondoException(
          ExitCode.USAGE,
          "--resume and --overwrite: got both, expected one; an overwritten run cannot go on");
    }
    if (resume) {
      return TrainRequest.Existing.RESUME;
    }
    return overwrite ? TrainRequest.Existing.OVERWRITE : TrainRequest.Existing.REFUSE;
  }
}
