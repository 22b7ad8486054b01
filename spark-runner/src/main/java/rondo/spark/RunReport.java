package rondo.spark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rondo.config.JobConfig;
import rondo.config.ReportOptions;
import rondo.local.TextModel;
import rondo.model.ModelSpec;
import rondo.spark.report.LossUnit;
import rondo.spark.report.PianoRolls;
import rondo.spark.report.Report;
import rondo.spark.report.ReportData;
import rondo.spark.report.ReportData.Baseline;
import rondo.spark.report.ReportData.Fact;
import rondo.spark.report.ReportData.Measure;
import rondo.spark.report.ReportData.Sample;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.RunHistory;
import rondo.task.LanguageModel;
import rondo.task.PreparedTask;
import rondo.train.Sampling;

/** Collects what a run's report shows. */
final class RunReport {
  private static final double[] TEMPERATURES = {0.8, 0.5, 1.0};

  private final JobConfig job;
  private final List<Baseline> baselines = new ArrayList<>();
  private final Map<String, String> environment;
  private final List<Variant> variants = new ArrayList<>();
  private final List<PianoRolls> rolls = new ArrayList<>();
  private List<Fact> data = List.of();
  private LossUnit unit;

  RunReport(JobConfig job, List<Baseline> baselines, Map<String, String> environment) {
    this.job = job;
    this.baselines.addAll(baselines);
    this.environment = environment;
  }

  /** Adds a trained model; writes its samples. */
  void add(String name, PreparedTask task, TrainOutcome outcome, RunHistory history) {
    data = facts(task.facts());
    if (variants.isEmpty()) { // variants share the task, and so its baselines
      task.baselines().forEach((baseline, loss) -> baselines.add(new Baseline(baseline, loss)));
    }
    ModelSpec model = outcome.model().spec();
    String per = LossUnit.output(job.task(), model, job.data().text().tokens());
    unit = LossUnit.of(task.loss().name(), per);
    variants.add(
        new Variant(
            name,
            describe(outcome),
            outcome.result().parameters().length,
            history,
            outcome.result().round(),
            outcome.test().loss(),
            Measure.of(outcome.metric(), outcome.test()),
            outcome.test().tables(outcome.metric()),
            outcome.result().divergence(),
            samples(outcome),
            outcome.examples()));
  }

  /** Adds the piano rolls of a model of music. */
  void addRolls(List<PianoRolls> ofModel) {
    rolls.addAll(ofModel);
  }

  /** The page. */
  byte[] html() {
    ReportData page =
        new ReportData(
            title(job.task(), job.data().path()),
            unit,
            data,
            variants,
            baselines,
            job.resolved(),
            facts(environment));
    return Report.html(page, rolls).getBytes(StandardCharsets.UTF_8);
  }

  /** "Language model of alice.txt"; the path is null where a task makes its data. */
  static String title(String task, String path) {
    String words = task.replace('-', ' ');
    String plain = path == null ? "" : path.replaceAll("/+$", "");
    String name = plain.substring(plain.lastIndexOf('/') + 1);
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + words.substring(1)
        + (name.isEmpty() ? "" : " of " + name);
  }

  /** What a model is, in a few words: "LSTM 128 + 128", "BiLSTM 64". */
  static String describe(TrainOutcome outcome) {
    String layers =
        outcome.model().spec().hidden().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" + "));
    ModelSpec spec = outcome.model().spec();
    String cell = spec.cell().kind().toUpperCase(Locale.ROOT);
    return (spec.bidirectional() ? "Bi" : "") + cell + " " + layers;
  }

  private List<Sample> samples(TrainOutcome outcome) {
    ReportOptions options = job.report();
    List<Sample> samples = new ArrayList<>();
    if (!job.task().equals(new LanguageModel().name()) || options.samples() == 0) {
      return samples;
    }
    TextModel model = new TextModel(outcome.model());
    for (int i = 0; i < options.samples(); i++) {
      double temperature = TEMPERATURES[i % TEMPERATURES.length];
      String text = model.write("", options.sampleLength(), new Sampling(temperature, 0, 1), i + 1);
      samples.add(new Sample("temperature " + temperature, "", text));
    }
    return samples;
  }

  private static List<Fact> facts(Map<String, String> facts) {
    return facts.entrySet().stream().map(e -> new Fact(e.getKey(), e.getValue())).toList();
  }
}
