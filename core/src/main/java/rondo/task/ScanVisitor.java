package rondo.task;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import rondo.data.Split;
import rondo.encode.Labels;
import rondo.feature.Features;
import rondo.table.TableReader;
import rondo.table.ValueType;
import rondo.table.Values;

/**
 * Collects what a staged shard holds.
 *
 * <p>Thread use: one thread.
 */
final class ScanVisitor implements TableWalk.Visitor {
  private final Targets targets;
  private final Windows windows;
  private final Features.Encoder encoder; // of texts that make time steps; else null
  private final Labels knownTags; // null: all are
  private final Labels knownLabels; // null: all are
  private final boolean stepTells; // the target of a whole sequence is that of its last time step
  private final boolean sequenceTells;
  private final Map<Split, PartScan> parts = new EnumMap<>(Split.class);
  private final BadSequences bad;
  private String problem;

  // of the sequence at hand
  private long id;
  private Split split;
  private String origin;
  private PartScan one;
  private final Map<String, Long> tags = new HashMap<>();
  private final String[] lastTags; // those of a window: that of time step n at n % length
  private String label;
  private final double[] numbers;
  private String missing; // a column
  private String unknown; // a column
  private String unknownText;

  /**
   * @param encoder makes time steps of texts; null if the table has them
   * @param knownTags of the learned part; null: every tag is known
   * @param knownLabels likewise
   * @param keepBad whether sequences that cannot be used are to be written down
   */
  ScanVisitor(
      Targets targets,
      Windows windows,
      Features.Encoder encoder,
      Labels knownTags,
      Labels knownLabels,
      boolean keepBad) {
    this.bad = new BadSequences(keepBad);
    this.targets = targets;
    this.windows = windows;
    this.encoder = encoder;
    this.knownTags = knownTags;
    this.knownLabels = knownLabels;
    this.stepTells = hasWholeTarget(targets, true);
    this.sequenceTells = hasWholeTarget(targets, false);
    this.numbers = new double[targets.numbers().size()];
    boolean single = targets.tag() != null && targets.tag().type() == ValueType.TEXT;
    this.lastTags = new String[single ? windows.length() : 0];
  }

  TableScan result() {
    return new TableScan(parts, bad, problem);
  }

  @Override
  public boolean begin(long next, Split part, TableReader reader) {
    if (problem != null) {
      return false;
    }
    id = next;
    split = part;
    origin = reader.origin();
    one = new PartScan(numbers.length);
    one.sequences = 1;
    tags.clear();
    label = null;
    Arrays.fill(numbers, Double.NaN);
    missing = null;
    unknown = null;
    return true;
  }

  @Override
  public void step(Values sequence, Values step) {
    one.steps++;
    if (targets.tag() != null) {
      tag(targets.tag().of(sequence, step));
    }
    if (stepTells) {
      whole(sequence, step);
    }
    if (windows.endAt(one.steps)) {
      window(sequence);
      tagsOfWindow(windows.length());
    }
  }

  /** Counts the tags of the last time steps, which are a window. */
  private void tagsOfWindow(long size) {
    for (long n = one.steps - size; lastTags.length > 0 && n < one.steps; n++) {
      String text = lastTags[(int) (n % lastTags.length)];
      if (text != null && tags.containsKey(text)) { // else it is missing, or there are too many
        one.windowTags.merge(text, 1L, Long::sum);
      }
    }
  }

  private static boolean hasWholeTarget(Targets targets, boolean ofSteps) {
    boolean label = targets.label() != null && targets.label().isStep() == ofSteps;
    return label || targets.numbers().stream().anyMatch(number -> number.isStep() == ofSteps);
  }

  private void tag(Values values) {
    int field = targets.tag().field();
    if (values.isMissing(field)) {
      missing = targets.tag().name();
    } else if (targets.tag().type() == ValueType.TEXTS) {
      values.texts(field).stream().distinct().forEach(this::tag);
    } else {
      tag(values.text(field));
      if (lastTags.length > 0) {
        lastTags[(int) ((one.steps - 1) % lastTags.length)] = values.text(field);
      }
    }
  }

  private void tag(String text) {
    if (tags.size() <= TableScan.MOST_LABELS) { // else there are too many in any case
      tags.merge(text, 1L, Long::sum);
    }
    require(knownTags, targets.tag(), text);
  }

  private void require(Labels known, TargetColumn column, String text) {
    if (known != null && known.index(text) == Labels.UNKNOWN) {
      unknown = column.name();
      unknownText = text;
    }
  }

  /** Keeps what the sequence would have as its target if it ended here. */
  private void whole(Values sequence, Values step) {
    TargetColumn column = targets.label();
    if (column != null && (!column.isStep() || step != null)) {
      label = column.of(sequence, step).text(column.field());
      missing = label == null ? column.name() : missing;
    }
    for (int i = 0; i < numbers.length; i++) {
      TargetColumn number = targets.numbers().get(i);
      if (!number.isStep() || step != null) {
        numbers[i] = number.of(sequence, step).number(number.field());
        missing = Double.isNaN(numbers[i]) ? number.name() : missing;
      }
    }
  }

  /** A window ends here. */
  private void window(Values sequence) {
    if (sequenceTells) {
      whole(sequence, null);
    }
    one.windows++;
    if (targets.label() != null && label != null) {
      one.labels.merge(label, 1L, Long::sum);
      require(knownLabels, targets.label(), label);
    }
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isNaN(numbers[i])) {
        one.numbers.get(i).add(numbers[i]);
      }
    }
  }

  @Override
  public void end(Values sequence) throws IOException {
    if (encoder != null) {
      encoder.text(sequence, (tokens, features) -> one.steps++);
    }
    if (windows.left(one.steps) > 0) {
      window(sequence);
      tagsOfWindow(windows.length() > 0 ? windows.left(one.steps) : 0);
    }
    if (one.steps == 0) {
      bad.add(id, origin, "empty", null, "it has no time steps");
      return;
    }
    if (missing != null) {
      bad.add(id, origin, "missing-target", missing, "column " + missing + " has no value");
      return;
    }
    if (unknown != null) {
      String detail =
          "column " + unknown + " has \"" + unknownText + "\", which the training part lacks";
      bad.add(id, origin, "unknown-label", unknown, detail);
      return;
    }
    one.shortest = one.steps;
    one.longest = one.steps;
    one.tags.putAll(tags);
    PartScan part = parts.computeIfAbsent(split, s -> new PartScan(numbers.length));
    part.addAll(one);
    problem = TableScan.problem(part, targets);
  }
}
