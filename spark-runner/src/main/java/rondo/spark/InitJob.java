package rondo.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import rondo.config.JobFile;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.init.Init;
import rondo.spark.init.InitRequest;
import rondo.spark.init.InitResult;
import rondo.spark.shard.NamedJobs;

/** The whole of {@code init}: looks at data, drafts a job file, checks it and writes it. */
public final class InitJob {
  private InitJob() {}

  /**
   * Writes a job file.
   *
   * @param output the file, on this machine
   * @param overwrite whether there may be one
   * @param tell takes lines for the user
   * @return what was written
   * @throws RondoException as {@link Init#draft}; OUTPUT_REFUSED if there is a file, or no folder
   *     for it; CONFIG if what was drafted is no job, with nothing written
   */
  public static InitResult run(
      InitRequest request, String output, boolean overwrite, Consumer<String> tell)
      throws IOException {
    Init.requireTask(request.task());
    if (Places.isRemote(output)) {
      throw new RondoException(
          ExitCode.USAGE, "--output: got " + output + ", expected a file on this machine");
    }
    Path file = Path.of(output);
    if (Files.exists(file) && !(overwrite && Files.isRegularFile(file))) {
      throw new RondoException(
          ExitCode.OUTPUT_REFUSED,
          file
              + " exists already; give another file with --output"
              + (Files.isRegularFile(file) ? ", or --overwrite to replace it" : ""));
    }
    Path parent = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw new RondoException(
          ExitCode.OUTPUT_REFUSED,
          "--output: got "
              + file
              + ", but there is no folder "
              + parent
              + ", expected a file in a folder that exists; create it");
    }
    InitResult result = draft(request, tell);
    JobFile.of(output, result.job(), List.of()).job();
    if (overwrite) {
      Files.writeString(file, result.job());
    } else {
      Files.writeString(file, result.job(), StandardOpenOption.CREATE_NEW);
    }
    return result;
  }

  private static InitResult draft(InitRequest request, Consumer<String> tell) throws IOException {
    tell.accept("looking at " + request.data());
    if (!Init.readsTable(request.task())) {
      return Init.draft(request, Places.configuration());
    }
    try (SparkHandle spark = SparkHandle.open("init", Staging.SETTINGS)) {
      return NamedJobs.run(
          spark.context(),
          "looking at the data",
          () -> {
            try {
              return Init.draft(request, Places.configuration());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
