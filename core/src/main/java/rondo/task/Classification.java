package rondo.task;

import java.util.List;
import java.util.Map;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.metric.Metric;
import rondo.table.ColumnRequest;
import rondo.table.TableSchema;
import rondo.table.ValueType;

/**
 * Tells which class a whole sequence belongs to: the topic of a question, the speaker of a sound.
 * With {@code data.window} each window is a sequence; where rows are time steps its class is then
 * that of its last one.
 */
public final class Classification extends FeatureTask {
  @Override
  public String name() {
    return "classification";
  }

  @Override
  TableRules rules(DataSpec data) {
    TableRules rules = new TableRules(name(), data);
    rules.requireInputs();
    rules.requireTargets(1, 1, "the column with the class");
    rules.requireWindowsOfSteps();
    rules.refuseForecasting();
    return rules;
  }

  @Override
  List<ColumnRequest> targetColumns(TableSpec spec, boolean forTraining) {
    return List.of(
        new ColumnRequest(spec.target().get(0), ValueType.TEXT, !ofLastStep(spec), !forTraining));
  }

  /** Whether the target of a window is that of its last time step. */
  static boolean ofLastStep(TableSpec spec) {
    return spec.source().stepRows() && spec.window().length() > 0;
  }

  @Override
  Targets targets(TableSpec spec, TableSchema schema) {
    TargetColumn label = TargetColumn.of(schema, spec.target().get(0));
    if (label == null) {
      return Targets.NONE;
    }
    requireWhole(label, spec, "or use task = tagging to tell each time step");
    return new Targets(null, label, List.of());
  }

  /** Refuses a target with a value a time step, where no window has a last one. */
  static void requireWhole(TargetColumn target, TableSpec spec, String advice) {
    if (target.isStep() && !ofLastStep(spec)) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.target: got "
              + target.name()
              + ", which has a value at each time step, expected one a sequence; name another"
              + " column, "
              + advice);
    }
  }

  @Override
  boolean keepsRest() {
    return false;
  }

  @Override
  Outputs outputs(Findings findings, Map<String, String> facts) {
    TableSurvey survey = findings.survey();
    TableFacts.requireSeveral(survey.labels(), findings.spec().target().get(0));
    facts.put("classes", TableFacts.classes(survey.labels()));
    LossSpec loss =
        findings.spec().balanced()
            ? LossSpec.balanced(TableFacts.counts(survey.labels()))
            : LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY);
    return new Outputs(
        0,
        survey.labels().size(),
        loss,
        Metric.classification(TableFacts.texts(survey.labels())),
        baselines(survey, loss));
  }

  private static Map<String, Double> baselines(TableSurvey survey, LossSpec loss) {
    PartScan held = TableFacts.held(survey);
    if (held.labels.isEmpty()) {
      return Map.of(); // data that is only predicted
    }
    if (loss.isWeighted()) {
      double nats = TableFacts.weightedNats(survey.labels(), held.labels, loss.classWeights());
      return Map.of("all classes alike", nats / held.windows);
    }
    double nats = TableFacts.nats(survey.labels(), held.labels);
    return Map.of("frequencies of classes", nats / held.windows);
  }
}
