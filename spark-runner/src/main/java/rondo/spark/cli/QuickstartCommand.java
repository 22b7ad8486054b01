package rondo.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rondo.local.TextModel;
import rondo.spark.Quickstart;
import rondo.task.LanguageModel;
import rondo.train.Sampling;

/** {@code rondo quickstart}: a first model on real English, with nothing to prepare. */
@Command(
    name = "quickstart",
    description = "Trains a first language model on dictionary definitions, in a few minutes.",
    mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {
  private static final int BAR = 30; // characters of the longest bar
  private static final int SAMPLE_LENGTH = 400;

  private final Console console;

  @Option(
      names = "--output",
      paramLabel = "RUN_DIR",
      description = "New directory (default: runs/quickstart, or the next free number).")
  private Path output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the job file; repeatable.")
  private List<String> sets = new ArrayList<>();

  QuickstartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path directory = output != null ? output : Quickstart.freeDirectory(Path.of("runs"));
    Quickstart.Outcome outcome = Quickstart.run(directory, sets, console.progress());
    double network = outcome.trained().test().loss();
    console.print("");
    String token = LanguageModel.tokenizer(outcome.trained().model().encoders()).kind().noun();
    console.print("Bits a " + token + " on text that no model has seen (less is better):");
    double most = outcome.ngrams().stream().mapToDouble(nats -> nats).max().orElse(network);
    for (int order = 1; order <= outcome.ngrams().size(); order++) {
      double nats = outcome.ngrams().get(order - 1);
      console.print(line("order-" + order + " n-gram", nats, most));
    }
    String name = outcome.trained().model().spec().cell().kind().toUpperCase(Locale.ROOT);
    console.print(line(name, network, most));
    console.print("");
    console.print("The " + name + " makes up definitions:");
    TextModel model = new TextModel(outcome.trained().model());
    model.write("", SAMPLE_LENGTH, new Sampling(0.5, 0, 1), 1).lines().forEach(this::quote);
    console.print("");
    String text = outcome.trained().modelPath();
    console.print("Report:  " + directory + "/report.html");
    console.print("Model:   " + text);
    console.print("");
    console.print("Next:");
    console.print("  ./submit-scripts/rondo generate --model " + text + " --seed-text \"music: \"");
    console.print(
        "  ./submit-scripts/rondo train --config conf/language-model.conf"
            + " --set data.path=YOUR_TEXT.txt --output runs/your-text");
    return 0;
  }

  private void quote(String line) {
    console.print("  | " + line);
  }

  private static String line(String name, double nats, double most) {
    String bar = "#".repeat(Math.max(1, (int) Math.round(BAR * nats / most)));
    return String.format(Locale.ROOT, "  %-14s %.3f  %s", name, nats / Math.log(2), bar);
  }
}
