package rondo.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.metric.Metric;
import rondo.table.ColumnRequest;
import rondo.table.TableSchema;
import rondo.table.ValueType;

/**
 * Tells one or several numbers of a whole sequence. Targets are scaled to mean 0 and variance 1 in
 * the training part, and the loss is told in that unit: of several targets none outweighs the
 * others, and 1 is the loss of who always tells the mean. Metrics are in the units of the columns.
 * With {@code data.window} each window is a sequence; where rows are time steps its targets are
 * then those of its last one.
 */
public final class Regression extends FeatureTask {
  private static final int MOST_TARGETS = 1024;

  @Override
  public String name() {
    return "regression";
  }

  @Override
  TableRules rules(DataSpec data) {
    TableRules rules = new TableRules(name(), data);
    rules.requireInputs();
    rules.requireTargets(1, MOST_TARGETS, "columns with numbers, each once");
    rules.requireWindowsOfSteps();
    rules.refuseForecasting();
    rules.refuseBalanced();
    return rules;
  }

  @Override
  List<ColumnRequest> targetColumns(TableSpec spec, boolean forTraining) {
    boolean perSequence = !Classification.ofLastStep(spec);
    return spec.target().stream()
        .map(name -> new ColumnRequest(name, ValueType.NUMBER, perSequence, !forTraining))
        .toList();
  }

  @Override
  Targets targets(TableSpec spec, TableSchema schema) {
    List<TargetColumn> numbers = new ArrayList<>();
    for (String name : spec.target()) {
      TargetColumn number = TargetColumn.of(schema, name);
      if (number == null) {
        return Targets.NONE;
      }
      Classification.requireWhole(number, spec, "or set data.window to tell that of its last one");
      numbers.add(number);
    }
    return new Targets(null, null, numbers);
  }

  @Override
  boolean keepsRest() {
    return false;
  }

  @Override
  Outputs outputs(Findings findings, Map<String, String> facts) {
    TargetScales scales = findings.scales();
    List<String> names = findings.spec().target();
    PartScan held = TableFacts.held(findings.survey());
    boolean hasTargets = !held.numbers.isEmpty() && held.windows > 0;
    double sum = 0;
    for (int i = 0; i < scales.size(); i++) {
      facts.put(
          "target " + names.get(i),
          String.format(
              Locale.ROOT,
              "mean %.4g, standard deviation %.4g",
              scales.mean(i),
              scales.deviation(i)));
      if (hasTargets) {
        double squares = held.numbers.get(i).squaresAround(scales.mean(i));
        sum += squares / (scales.deviation(i) * scales.deviation(i));
      }
    }
    Map<String, Double> baselines =
        hasTargets ? Map.of("always the mean", sum / scales.size()) : Map.of();
    return new Outputs(
        0,
        scales.size(),
        LossSpec.of(LossKind.MEAN_SQUARED_ERROR),
        Metric.errors(scales.size(), 1, scales.deviations(), null),
        baselines);
  }
}
