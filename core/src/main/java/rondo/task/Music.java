package rondo.task;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.metric.Metric;
import rondo.model.InputSpec;
import rondo.table.ColumnRequest;
import rondo.table.TableSchema;
import rondo.table.ValueType;

/**
 * Tells which keys sound at the next time step of a piece of polyphonic music, or of any sequence
 * of sets. The first time step is told from silence. The loss is the negative log-likelihood of the
 * keys that sound and of those that do not, in nats a time step (Boulanger-Lewandowski, Bengio and
 * Vincent 2012); published figures leave out the first time step, and so does the figure {@code
 * nats_after_first}.
 */
public final class Music implements Task {
  /** Encoder file: the keys. */
  static final String KEYS = "keys.json";

  @Override
  public String name() {
    return "music";
  }

  private TableRules rules(DataSpec data) {
    TableRules rules = new TableRules(name(), data);
    rules.requireTargets(1, 1, "the column with the keys that sound at a time step");
    rules.refuseInputs("music sees the keys of data.target");
    rules.refuseWindows("the end of a window would be silence");
    rules.refuseForecasting();
    rules.refuseBalanced();
    return rules;
  }

  @Override
  public List<ColumnRequest> columns(DataSpec data, boolean forTraining) {
    TableRules rules = rules(data);
    // Predictions need the keys too: what sounded before is what is seen.
    return rules.columns(
        List.of(new ColumnRequest(rules.table().target().get(0), ValueType.TEXTS, false, false)));
  }

  @Override
  public PreparedTask prepare(TaskContext context) throws IOException {
    TableSurvey.Question question = question(context);
    TableSurvey survey = TableSurvey.of(question, null, null, context.scanner());
    survey.requireLearned(question.source());
    PartScan train = survey.parts().get(Split.TRAIN);
    if (train.tags.isEmpty()) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.target: no key of column "
              + question.targets().tag().name()
              + " ever sounds in the training part, expected some");
    }
    return prepared(context, question, survey, Keys.of(train.tags, train.steps));
  }

  @Override
  public PreparedTask reopen(TaskContext context, Map<String, String> encoders) throws IOException {
    Keys keys = keys(encoders);
    TableSurvey.Question question = question(context);
    TableSurvey survey = TableSurvey.of(question, null, null, context.scanner());
    return prepared(context, question, survey, keys);
  }

  /** The keys of a trained model. */
  static Keys keys(Map<String, String> encoders) {
    return Keys.read(Encoders.require(encoders, KEYS), KEYS);
  }

  private TableSurvey.Question question(TaskContext context) {
    TableSpec spec = rules(context.data()).table();
    GeneratedReader.requireWhole(name(), context.truncate());
    TableSchema schema = FeatureTask.staged(name(), context).schema();
    TargetColumn keys = TargetColumn.of(schema, spec.target().get(0));
    if (keys == null || !keys.isStep()) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.target: got "
              + spec.target().get(0)
              + ", which has no value at each time step, expected a column with a list of keys for"
              + " each");
    }
    return new TableSurvey.Question(
        context.table(),
        spec.source(),
        null,
        new Targets(keys, null, List.of()),
        Windows.of(WindowSpec.NONE, false));
  }

  private PreparedTask prepared(
      TaskContext context, TableSurvey.Question question, TableSurvey first, Keys keys)
      throws IOException {
    boolean known =
        first.parts().values().stream()
            .allMatch(part -> part.tags.keySet().stream().allMatch(key -> keys.place(key) >= 0));
    TableSurvey survey =
        known ? first : TableSurvey.of(question, keys.labels(), null, context.scanner());
    PartScan held = TableFacts.held(survey);
    Map<String, String> facts = TableFacts.of(survey);
    facts.put("keys", keys.summary());
    return new PreparedTask(
        InputSpec.dense(keys.size()),
        keys.size(),
        LossKind.SIGMOID_CROSS_ENTROPY,
        Metric.nextSets(),
        new MusicShards(name(), question, survey, keys),
        Map.of(KEYS, keys.toJson()),
        facts,
        held.steps == 0
            ? Map.of()
            : Map.of("frequencies of keys", keys.nats(held.tags, held.steps) / held.steps));
  }
}
