package rondo.task;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Split;
import rondo.encode.Labels;
import rondo.feature.Features;
import rondo.loss.LossSpec;
import rondo.metric.Metric;
import rondo.table.ColumnRequest;
import rondo.table.Table;
import rondo.table.TableSchema;

/**
 * A task over a table whose columns are encoded by {@link Features}. What was fitted to the
 * training part goes into the model directory, each in a file of its own.
 */
abstract class FeatureTask implements Task {
  /** Encoder file: how columns become numbers. */
  static final String FEATURES = "features.json";

  /** Encoder file: the tags of time steps. */
  static final String TAGS = "tags.json";

  /** Encoder file: the classes of sequences. */
  static final String LABELS = "labels.json";

  /** Encoder file: what numbers that are told are scaled by. */
  static final String TARGETS = "targets.json";

  /** What there is when the features are fitted and the table is known. */
  record Findings(
      TableSpec spec,
      Features features,
      TableSurvey survey,
      TargetScales scales,
      FeatureShards shards) {
    PartScan part(Split split) {
      return survey.parts().get(split);
    }
  }

  /** Checks the job file. */
  abstract TableRules rules(DataSpec data);

  /** The targets, if the table has them, or else {@link Targets#NONE}. */
  abstract Targets targets(TableSpec spec, TableSchema schema);

  /** Whether time steps that fill no window make a shorter one. */
  abstract boolean keepsRest();

  /** What targets are asked of the table. */
  abstract List<ColumnRequest> targetColumns(TableSpec spec, boolean forTraining);

  /**
   * The outputs, and what is counted of them.
   *
   * @param facts to add to
   */
  abstract Outputs outputs(Findings findings, Map<String, String> facts);

  /** What leaves the network. */
  record Outputs(
      int ofSteps, int ofSequences, LossSpec loss, Metric metric, Map<String, Double> baselines) {}

  @Override
  public final List<ColumnRequest> columns(DataSpec data, boolean forTraining) {
    TableRules rules = rules(data);
    return rules.columns(targetColumns(rules.table(), forTraining));
  }

  @Override
  public final PreparedTask prepare(TaskContext context) throws IOException {
    TableSpec spec = spec(context);
    Features features = Features.fit(spec.inputs(), context.table(), context.scanner());
    TableSurvey.Question question = question(context, spec, features);
    TableSurvey survey = TableSurvey.of(question, context.scanner());
    TargetScales scales =
        question.targets().numbers().isEmpty()
            ? null
            : TargetScales.of(survey.parts().get(Split.TRAIN).numbers);
    return prepared(spec, features, question, survey, scales);
  }

  @Override
  public final PreparedTask reopen(TaskContext context, Map<String, String> encoders)
      throws IOException {
    TableSpec spec = spec(context);
    Features features = Features.read(Encoders.require(encoders, FEATURES), FEATURES);
    TableSurvey.Question question = question(context, spec, features);
    requireFiles(question.targets(), encoders);
    TableSurvey survey =
        TableSurvey.of(
            question, labels(encoders, TAGS), labels(encoders, LABELS), context.scanner());
    TargetScales scales =
        encoders.containsKey(TARGETS)
            ? TargetScales.read(encoders.get(TARGETS), TARGETS, spec.target().size())
            : null;
    return prepared(spec, features, question, survey, scales);
  }

  private static void requireFiles(Targets targets, Map<String, String> encoders) {
    if (targets.tag() != null) {
      Encoders.require(encoders, TAGS);
    }
    if (targets.label() != null) {
      Encoders.require(encoders, LABELS);
    }
    if (!targets.numbers().isEmpty()) {
      Encoders.require(encoders, TARGETS);
    }
  }

  private TableSpec spec(TaskContext context) {
    TableSpec spec = rules(context.data()).table();
    GeneratedReader.requireWhole(name(), context.truncate());
    staged(name(), context);
    return spec;
  }

  /** The table, which whoever calls a task has staged before. */
  static Table staged(String task, TaskContext context) {
    if (context.table() == null) {
      throw new IllegalStateException(task + " reads a table, which was not staged");
    }
    return context.table();
  }

  private TableSurvey.Question question(TaskContext context, TableSpec spec, Features features) {
    return new TableSurvey.Question(
        context.table(),
        spec.source(),
        features.isTokenized() ? features : null,
        targets(spec, context.table().schema()),
        Windows.of(spec.window(), keepsRest()));
  }

  private static Labels labels(Map<String, String> encoders, String name) {
    return encoders.containsKey(name) ? Labels.read(encoders.get(name), name) : null;
  }

  private PreparedTask prepared(
      TableSpec spec,
      Features features,
      TableSurvey.Question question,
      TableSurvey survey,
      TargetScales scales) {
    Map<String, String> encoders = new LinkedHashMap<>();
    encoders.put(FEATURES, features.toJson());
    if (survey.tags() != null) {
      encoders.put(TAGS, survey.tags().toJson());
    }
    if (survey.labels() != null) {
      encoders.put(LABELS, survey.labels().toJson());
    }
    if (scales != null) {
      encoders.put(TARGETS, scales.toJson());
    }
    FeatureShards shards = new FeatureShards(name(), question, survey, features, scales);
    Map<String, String> facts = TableFacts.of(survey);
    facts.putAll(features.facts());
    Outputs outputs = outputs(new Findings(spec, features, survey, scales, shards), facts);
    return new PreparedTask(
        features.input(),
        outputs.ofSteps,
        outputs.ofSequences,
        outputs.loss,
        outputs.metric,
        shards,
        encoders,
        facts,
        outputs.baselines);
  }
}
