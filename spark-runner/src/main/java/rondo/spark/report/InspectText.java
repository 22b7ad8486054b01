package rondo.spark.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import rondo.export.ModelSummary;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.round.RoundMetrics;

/** What {@code inspect} prints of a model and of a run. Pure; each line ends with a line break. */
public final class InspectText {
  private static final int SPARKS = 60;
  private static final int ROWS = 12;

  private InspectText() {}

  /** Layers, then every tensor with its shape and size. */
  public static String model(ModelSpec spec, ModelSummary summary) {
    StringBuilder out = new StringBuilder();
    out.append("input    ").append(input(spec)).append('\n');
    for (int n = 0; n < spec.hidden().size(); n++) {
      out.append("layer").append(n).append("   ").append(cell(spec)).append(", ");
      out.append(spec.hidden().get(n)).append(" hidden units");
      out.append(spec.bidirectional() ? " in each direction\n" : "\n");
    }
    out.append(head(spec.head()));
    if (spec.dropout() > 0 || spec.recurrentDropout() > 0) {
      out.append("dropout  ").append(Numbers.percent(spec.dropout())).append(" between layers, ");
      out.append(Numbers.percent(spec.recurrentDropout())).append(" of the state\n");
    }
    TextTable table = new TextTable().row("tensor", "shape", "parameters", "share");
    for (ModelSummary.Entry tensor : summary.tensors()) {
      table.row(
          tensor.name(),
          tensor.rows() + " x " + tensor.columns(),
          Numbers.grouped(tensor.size()),
          Numbers.percent((double) tensor.size() / summary.parameters()));
    }
    table.row("total", "", Numbers.grouped(summary.parameters()), mebibytes(summary.parameters()));
    return out.append('\n').append(table).toString();
  }

  /**
   * The losses as a line each, then a table of some evaluations with the first and the last.
   *
   * @param bestRound round of the model; 0 if there is none
   */
  public static String history(RunHistory history, long bestRound) {
    RoundMetrics total = history.total();
    if (total == null) {
      return "No round is done yet.\n";
    }
    StringBuilder out = new StringBuilder();
    double seconds = total.times().all();
    out.append(Numbers.grouped(total.round())).append(" rounds, ");
    out.append(Numbers.epochs(total.epoch())).append(" epochs, ");
    out.append(Numbers.grouped(total.timeSteps())).append(" time steps in ");
    out.append(Numbers.duration(seconds)).append(" (");
    out.append(Numbers.si(total.timeStepsPerSecond())).append("/s, ");
    out.append(Numbers.percent(total.times().compute() / seconds)).append(" compute)\n");
    spark(out, "train", history.points(), RoundMetrics::trainLoss);
    spark(out, "valid", history.evaluations(), RoundMetrics::validLoss);
    if (!history.evaluations().isEmpty()) {
      out.append('\n').append(evaluations(history, bestRound));
    }
    return out.toString();
  }

  private static void spark(
      StringBuilder out,
      String name,
      List<RoundMetrics> points,
      ToDoubleFunction<RoundMetrics> loss) {
    double[] values = points.stream().mapToDouble(loss).toArray();
    if (values.length > 0) {
      out.append(name).append("  ").append(Sparkline.of(values, SPARKS)).append("  ");
      out.append(Numbers.significant(values[0], 4)).append(" to ");
      out.append(Numbers.significant(values[values.length - 1], 4)).append('\n');
    }
  }

  private static TextTable evaluations(RunHistory history, long bestRound) {
    List<RoundMetrics> all = history.evaluations();
    RoundMetrics best = history.best(bestRound);
    TextTable table = new TextTable().row("epoch", "round", "train", "valid", "metrics", "");
    int rows = Math.min(ROWS, all.size());
    int shown = -1;
    for (int row = 0; row < rows; row++) {
      int at = rows == 1 ? 0 : (int) ((long) row * (all.size() - 1) / (rows - 1));
      int bestAt = all.indexOf(best);
      if (bestAt > shown && bestAt < at) {
        table.row(cells(best, true));
      }
      table.row(cells(all.get(at), at == bestAt));
      shown = at;
    }
    return table;
  }

  private static String[] cells(RoundMetrics metrics, boolean best) {
    StringBuilder others = new StringBuilder();
    for (Map.Entry<String, Double> metric : metrics.metrics().entrySet()) {
      others.append(others.length() == 0 ? "" : ", ").append(metric.getKey()).append(' ');
      others.append(Numbers.significant(metric.getValue(), 4));
    }
    return new String[] {
      Numbers.epochs(metrics.epoch()),
      Numbers.grouped(metrics.round()),
      Numbers.significant(metrics.trainLoss(), 4),
      Numbers.significant(metrics.validLoss(), 4),
      others.toString(),
      best ? "best" : ""
    };
  }

  private static String input(ModelSpec spec) {
    return switch (spec.input().kind()) {
      case ONE_HOT -> spec.input().size() + " tokens, one-hot";
      case EMBEDDING ->
          spec.input().size() + " tokens, vectors of " + spec.input().embedding() + " learned";
      case DENSE -> spec.input().size() + " real numbers";
      case MIXED -> mixed(spec.input());
    };
  }

  private static String mixed(InputSpec input) {
    String columns =
        input.columns().stream()
            .map(
                column ->
                    column.tokens() + " tokens, vectors of " + column.embedding() + " learned")
            .collect(Collectors.joining("; "));
    return input.size() == 0 ? columns : columns + "; " + input.size() + " real numbers";
  }

  private static String cell(ModelSpec spec) {
    String kind = spec.cell().kind();
    String activation = spec.cell().activation().name().toLowerCase(Locale.ROOT);
    String options = kind.equals("rnn") ? " (" + activation + ")" : "";
    return kind + (kind.equals("lstm") && spec.cell().peepholes() ? " (peepholes)" : options);
  }

  private static String head(HeadSpec head) {
    StringBuilder out = new StringBuilder();
    if (head.stepOutputs() > 0) {
      out.append("head     ").append(head.stepOutputs()).append(" outputs");
      out.append(head.tied() ? ", tied to the embedding" : "");
      out.append(head.crf() ? ", scored with their neighbours\n" : "\n");
    }
    if (head.sequenceOutputs() > 0) {
      String pooling = head.pooling().name().toLowerCase(Locale.ROOT);
      out.append("sequence ").append(head.sequenceOutputs()).append(" outputs, pooled by ");
      out.append(pooling).append('\n');
    }
    return out.toString();
  }

  private static String mebibytes(long parameters) {
    return String.format(Locale.ROOT, "%.1f MiB", parameters * 4.0 / (1 << 20));
  }
}
