package rondo.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.encode.Labels;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.metric.Entities;
import rondo.metric.Metric;
import rondo.table.ColumnRequest;
import rondo.table.TableSchema;
import rondo.table.ValueType;

/**
 * Tells the tag of each time step: parts of speech, slots of a request, states of a machine. A
 * second target is a class of the whole sequence, which the same network tells: the intent of a
 * request beside its slots. With {@code data.window} each window is a sequence, and the time steps
 * that are left at the end of one make a shorter window.
 */
public final class Tagging extends FeatureTask {
  @Override
  public String name() {
    return "tagging";
  }

  @Override
  TableRules rules(DataSpec data) {
    TableRules rules = new TableRules(name(), data);
    rules.requireInputs();
    rules.requireTargets(
        1, 2, "the column with the tags, or [tags, class] to tell a class of the sequence too");
    rules.requireSteps("each has a tag; split the text in data.query");
    rules.requireWindowsOfSteps();
    rules.refuseForecasting();
    rules.refuseBalanced();
    return rules;
  }

  @Override
  List<ColumnRequest> targetColumns(TableSpec spec, boolean forTraining) {
    List<ColumnRequest> requests = new ArrayList<>();
    for (String name : spec.target()) {
      boolean ofSequence = !requests.isEmpty();
      requests.add(new ColumnRequest(name, ValueType.TEXT, ofSequence, !forTraining));
    }
    return requests;
  }

  @Override
  Targets targets(TableSpec spec, TableSchema schema) {
    TargetColumn tag = TargetColumn.of(schema, spec.target().get(0));
    TargetColumn label =
        spec.target().size() == 1 ? null : TargetColumn.of(schema, spec.target().get(1));
    if (tag == null || (label == null && spec.target().size() == 2)) {
      return Targets.NONE;
    }
    if (!tag.isStep()) {
      throw refuse(tag, "which has one value a sequence, expected one at each time step");
    }
    if (label != null && label.isStep()) {
      throw refuse(label, "which has a value at each time step, expected one a sequence");
    }
    return new Targets(tag, label, List.of());
  }

  private static RondoException refuse(TargetColumn column, String reason) {
    return new RondoException(
        ExitCode.CONFIG,
        "data.target: got "
            + column.name()
            + ", "
            + reason
            + "; name the tags first, then the class of the sequence");
  }

  /** Entities where tags are those of entities, as in B-artist; else how many tags are right. */
  private static Metric metric(Labels tags, Labels labels) {
    List<String> texts = TableFacts.texts(tags);
    Metric steps = Entities.areTags(texts) ? Metric.entities(texts) : Metric.accuracy();
    return labels == null
        ? steps
        : Metric.composite(steps, Metric.classification(TableFacts.texts(labels)));
  }

  private static long told(PartScan part) {
    return part.toldTags().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  boolean keepsRest() {
    return true;
  }

  @Override
  Outputs outputs(Findings findings, Map<String, String> facts) {
    Labels tags = findings.survey().tags();
    Labels labels = findings.survey().labels();
    PartScan held = TableFacts.held(findings.survey());
    TableFacts.requireSeveral(tags, findings.spec().target().get(0));
    facts.put("tags", TableFacts.classes(tags));
    double nats = TableFacts.nats(tags, held.toldTags());
    if (labels != null) {
      TableFacts.requireSeveral(labels, findings.spec().target().get(1));
      facts.put("classes", TableFacts.classes(labels));
      nats += TableFacts.nats(labels, held.labels);
    }
    return new Outputs(
        tags.size(),
        labels == null ? 0 : labels.size(),
        LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY),
        metric(tags, labels),
        held.tags.isEmpty() ? Map.of() : Map.of("frequencies of tags", nats / told(held)));
  }
}
