package rondo.spark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.export.ModelSummary;
import rondo.spark.Inspection;
import rondo.spark.report.InspectText;

/** {@code rondo inspect}: what is in a model or a run. */
@Command(
    name = "inspect",
    description = "Shows what is in a model directory or a run directory.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "PATH", description = "Model directory or run directory.")
  private String path;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Inspection inspection = Inspection.of(path);
    if (json) {
      console.printJson(InspectJson.of(inspection));
    } else {
      print("", inspection);
    }
    return 0;
  }

  /** That of the model; 0 if there is none. */
  private static long bestRound(Inspection part) {
    return part.model() == null
        ? 0
        : part.model().training().getOrDefault("round", 0.0).longValue();
  }

  private void print(String name, Inspection part) {
    if (part.run() != null) {
      console.print(
          name + "run started " + part.run().started() + " by Rondo " + part.run().rondo());
    }
    if (part.model() != null) {
      console.print(name + "task     " + part.model().task());
      console.print(InspectText.model(part.model().spec(), ModelSummary.of(part.model().spec())));
    }
    if (part.history() != null && part.history().total() != null) {
      console.print(InspectText.history(part.history(), bestRound(part)));
    }
    part.variants().forEach((variant, inside) -> print(variant + ": ", inside));
  }
}
