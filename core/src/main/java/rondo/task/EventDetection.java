package rondo.task;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.SequenceLayout;
import rondo.data.Split;
import rondo.encode.Labels;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.metric.Metric;
import rondo.model.InputSpec;
import rondo.table.ColumnRequest;
import rondo.table.TableSchema;
import rondo.table.ValueType;

/**
 * Learns in which order events come when all is well: the keys of log messages in a session, the
 * commands of a user. It tells each event from those before it, the first one of a sequence from
 * nothing. What is not among the most probable events later on is an anomaly, as in DeepLog (Du,
 * Li, Zheng and Srikumar, CCS 2017); {@code rondo.anomaly.EventDetector} judges it. The learned
 * part must have normal sequences only: whatever is in it is learned as normal.
 *
 * <p>The events that the learned part has are classes 0 to V - 1, in the order of their texts. All
 * others are one more class, V. As inputs they are tokens of the same numbers, and V + 1 stands
 * before the first event of a sequence.
 */
public final class EventDetection implements Task {
  /** Encoder file: the events of the learned part. */
  static final String EVENTS = "events.json";

  @Override
  public String name() {
    return "events";
  }

  private TableRules rules(DataSpec data) {
    TableRules rules = new TableRules(name(), data);
    rules.requireTargets(1, 1, "the column with an event at each time step");
    rules.refuseInputs("each event is told from those of data.target before it");
    rules.requireWindowsOfSteps();
    rules.refuseForecasting();
    rules.refuseBalanced();
    return rules;
  }

  @Override
  public List<ColumnRequest> columns(DataSpec data, boolean forTraining) {
    TableRules rules = rules(data);
    // To find anomalies takes the events too.
    return rules.columns(
        List.of(new ColumnRequest(rules.table().target().get(0), ValueType.TEXT, false, false)));
  }

  @Override
  public PreparedTask prepare(TaskContext context) throws IOException {
    TableSurvey.Question question = question(context);
    TableSurvey survey = TableSurvey.of(question, null, null, context.scanner());
    survey.requireLearned(question.source());
    Labels events = Labels.of(survey.parts().get(Split.TRAIN).tags);
    TableFacts.requireSeveral(events, question.targets().tag().name());
    return prepared(context, question, survey, events);
  }

  @Override
  public PreparedTask reopen(TaskContext context, Map<String, String> encoders) throws IOException {
    Labels events = events(encoders);
    TableSurvey.Question question = question(context);
    TableSurvey survey = TableSurvey.of(question, null, null, context.scanner());
    return prepared(context, question, survey, events);
  }

  /**
   * The events among the encoders of a model.
   *
   * @throws RondoException CORRUPT if they are missing or not as they were written
   */
  public static Labels events(Map<String, String> encoders) {
    return Labels.read(Encoders.require(encoders, EVENTS), EVENTS);
  }

  /** What a network of these events reads: tokens, and nothing but them. */
  public static SequenceLayout inputs(Labels events) {
    return SequenceLayout.text(events.size() + 2);
  }

  /** Scores that a network of these events tells at a time step. */
  public static int outputs(Labels events) {
    return events.size() + 1;
  }

  /** The token that stands before the first event of a sequence. */
  public static int start(Labels events) {
    return events.size() + 1;
  }

  /**
   * The class and the token of an event.
   *
   * @param index of the event among those of the learned part, or {@link Labels#UNKNOWN}
   */
  public static int place(Labels events, int index) {
    return index == Labels.UNKNOWN ? events.size() : index;
  }

  /**
   * Finds the events in a staged table.
   *
   * @throws RondoException CONFIG if there is no event at each time step
   */
  static TargetColumn column(TableSchema schema, String name) {
    TargetColumn column = TargetColumn.of(schema, name);
    if (column == null || !column.isStep()) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.target: got "
              + name
              + ", which has no value at each time step, expected a column with an event at each;"
              + " name its column of data.time, or make a list of its events in data.query");
    }
    return column;
  }

  private TableSurvey.Question question(TaskContext context) {
    TableSpec spec = rules(context.data()).table();
    GeneratedReader.requireWhole(name(), context.truncate());
    TableSchema schema = FeatureTask.staged(name(), context).schema();
    return new TableSurvey.Question(
        context.table(),
        spec.source(),
        null,
        new Targets(column(schema, spec.target().get(0)), null, List.of()),
        Windows.of(spec.window(), true));
  }

  private PreparedTask prepared(
      TaskContext context, TableSurvey.Question question, TableSurvey survey, Labels events) {
    PartScan held = TableFacts.held(survey);
    Map<String, String> facts = new LinkedHashMap<>(TableFacts.of(survey));
    facts.put("events", TableFacts.classes(events));
    int tokens = inputs(events).tokens();
    return new PreparedTask(
        context.embedding() > 0
            ? InputSpec.embedding(tokens, context.embedding())
            : InputSpec.oneHot(tokens),
        outputs(events),
        LossKind.SOFTMAX_CROSS_ENTROPY,
        Metric.topK(events.size()),
        new EventShards(name(), question, survey, events),
        Map.of(EVENTS, events.toJson()),
        facts,
        held.steps == 0 ? Map.of() : Map.of("frequencies of events", nats(events, held)));
  }

  /**
   * Mean of -ln of the frequency that each event of a part, as often as windows tell it, has in the
   * learned part, in nats; each counts once more than it is there, so that those that it lacks cost
   * no infinity.
   */
  private static double nats(Labels events, PartScan part) {
    double all = outputs(events);
    for (int i = 0; i < events.size(); i++) {
      all += events.count(i);
    }
    double nats = 0;
    long told = 0;
    for (Map.Entry<String, Long> entry : part.toldTags().entrySet()) {
      int index = events.index(entry.getKey());
      double count = index == Labels.UNKNOWN ? 1 : events.count(index) + 1;
      nats -= entry.getValue() * Math.log(count / all);
      told += entry.getValue();
    }
    return nats / told;
  }
}
