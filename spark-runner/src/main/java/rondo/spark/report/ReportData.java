package rondo.spark.report;

import java.util.List;
import java.util.Map;
import rondo.local.Examples;
import rondo.metric.Metric;
import rondo.metric.Tables;
import rondo.round.RoundMetrics;
import rondo.train.Evaluation;

/**
 * All that a report shows.
 *
 * @param title what was trained, in a few words
 * @param unit of all losses
 * @param data facts of the data, and of the run that all variants share
 * @param variants at least one; they share the charts
 * @param baselines what else the loss can be compared with
 * @param job the resolved job file
 * @param environment versions, kernels, cluster, date
 */
public record ReportData(
    String title,
    LossUnit unit,
    List<Fact> data,
    List<Variant> variants,
    List<Baseline> baselines,
    String job,
    List<Fact> environment) {

  /**
   * @throws IllegalArgumentException if there is no variant
   */
  public ReportData {
    data = List.copyOf(data);
    variants = List.copyOf(variants);
    baselines = List.copyOf(baselines);
    environment = List.copyOf(environment);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("A report shows at least one model, got none");
    }
  }

  /** A name and what it is. */
  public record Fact(String name, String value) {}

  /**
   * One trained model.
   *
   * @param name short, for legends; may be empty if it is the only one
   * @param model what it is: "LSTM 2 x 256"
   * @param parameters numbers in it
   * @param history its rounds
   * @param bestRound the round of the model; 0 if it is that of the lowest validation loss
   * @param testLoss NaN if there are no test data
   * @param testMetrics what else was counted on the test data, in order
   * @param tables what that comes to in detail; empty if there is no more
   * @param divergence null, or why training could not go on
   * @param samples texts that it made; empty if it is no language model
   * @param examples of what it does with data that it was not trained on
   */
  public record Variant(
      String name,
      String model,
      long parameters,
      RunHistory history,
      long bestRound,
      double testLoss,
      List<Measure> testMetrics,
      List<Tables> tables,
      String divergence,
      List<Sample> samples,
      Examples examples) {

    /** Copies its lists. */
    public Variant {
      testMetrics = List.copyOf(testMetrics);
      tables = List.copyOf(tables);
      samples = List.copyOf(samples);
    }

    /** Without examples. */
    public Variant(
        String name,
        String model,
        long parameters,
        RunHistory history,
        long bestRound,
        double testLoss,
        List<Measure> testMetrics,
        List<Tables> tables,
        String divergence,
        List<Sample> samples) {
      this(
          name,
          model,
          parameters,
          history,
          bestRound,
          testLoss,
          testMetrics,
          tables,
          divergence,
          samples,
          Examples.NONE);
    }

    /** The evaluation of the model that was kept; null if there was none. */
    RoundMetrics best() {
      return history.best(bestRound);
    }
  }

  /**
   * A figure beside the loss.
   *
   * @param name in snake case
   * @param fraction whether it is told in percent
   */
  public record Measure(String name, double value, boolean fraction) {
    /** All figures of an evaluation that it has. */
    public static List<Measure> of(Metric metric, Evaluation evaluation) {
      Map<String, Double> values = evaluation.values(metric);
      return metric.figures().stream()
          .filter(figure -> values.containsKey(figure.name()))
          .map(figure -> new Measure(figure.name(), values.get(figure.name()), figure.fraction()))
          .toList();
    }

    /** As people read it: "macro f1". */
    String title() {
      return name.replace('_', ' ');
    }

    /** 93.12%, or 0.9312. */
    String text() {
      return fraction ? ClassTable.percent(value) : Numbers.significant(value, 4);
    }
  }

  /**
   * Something simpler that tries the same.
   *
   * @param name "order-5 n-gram"
   * @param loss on the same test data, in the same unit
   */
  public record Baseline(String name, double loss) {}

  /**
   * A text that a model made.
   *
   * @param settings how: "temperature 0.8"
   * @param seed text that it was to go on from; may be empty
   * @param text what came
   */
  public record Sample(String settings, String seed, String text) {}
}
