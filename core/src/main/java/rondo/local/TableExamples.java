package rondo.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import rondo.data.Split;
import rondo.export.SavedModel;
import rondo.parallel.Parallel;
import rondo.table.Table;
import rondo.table.TableSchema;
import rondo.task.DataSpec;
import rondo.task.FeatureSequences.Name;

/**
 * What a model of tagging or regression tells of the first sequences of one part of the data in a
 * shard, where a hash has put them in an order of its own. Of longer sequences, and of those that
 * are cut into windows, these are the first time steps.
 *
 * <p>Thread use: one thread.
 */
final class TableExamples implements TableModel.Predictions {
  private static final int TAGGED = 512; // sequences of all shards
  private static final int NUMBERS = 1_000; // likewise
  private static final int LEAST = 16; // of a shard
  private static final int STEPS = 1_000; // of a sequence that are read
  private static final int SHOWN = 150; // of a sequence that are shown

  private final TableModel model;
  private final FirstSteps sequences;
  private final List<String> targets;
  private final List<TaggedExample> tagged = new ArrayList<>();
  private final List<double[]> actual = new ArrayList<>();
  private final List<double[]> predicted = new ArrayList<>();
  private FirstSteps.Kept sequence; // whose tags were told
  private int[] tags; // of it

  private TableExamples(TableModel model, FirstSteps sequences, List<String> targets) {
    this.model = model;
    this.sequences = sequences;
    this.targets = targets;
  }

  /** The examples of a shard. */
  static Examples of(
      SavedModel saved, DataSpec data, Table table, int shard, Split part, Parallel parallel)
      throws IOException {
    TableModel model = new TableModel(saved, data, parallel);
    TableSchema schema = table.schema();
    int all = model.tags().isEmpty() ? NUMBERS : TAGGED;
    int most = Math.max(LEAST, all / table.shards().size());
    int window = data.table().window().length();
    List<String> targets = data.table().target();
    try (FirstSteps sequences =
        new FirstSteps(
            table.open(shard),
            schema,
            part,
            most,
            window == 0 ? STEPS : window,
            data.table().inputs().get(0).column(),
            targets,
            data.table().inputs().stream().noneMatch(input -> input.isTokenized()))) {
      TableExamples examples = new TableExamples(model, sequences, targets);
      TableModel.Run run = model.run(schema, sequences);
      while (run.next(examples)) {
        // all that are read
      }
      return new Examples(
          part,
          examples.tagged.size() + examples.actual.size(),
          List.of(),
          List.of(),
          TaggedExample.choose(examples.tagged),
          examples.scatters());
    }
  }

  @Override
  public void tags(Name name, int[] chosen, double[] probabilities) {
    sequence = sequences.take(name.origin());
    tags = chosen;
    if (model.labels().isEmpty()) {
      add(null, null);
    }
  }

  @Override
  public void label(Name name, int label, double[] probabilities) {
    add(sequence.last(1).toString(), model.labels().get(label)); // tagging with a class as well
  }

  private void add(String label, String predictedLabel) {
    List<String> tokens = new ArrayList<>();
    List<String> there = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (int t = 0; t < Math.min(SHOWN, tags.length); t++) {
      tokens.add(sequence.shown.get(t));
      there.add(sequence.targets.get(t)[0].toString());
      told.add(model.tags().get(tags[t]));
    }
    boolean isKnown =
        model.tags().containsAll(there) && (label == null || model.labels().contains(label));
    if (isKnown) { // else no evaluation counts it either
      long left = sequence.left + tags.length - tokens.size();
      tagged.add(
          new TaggedExample(sequence.name, tokens, there, told, left, label, predictedLabel));
    }
  }

  @Override
  public void numbers(Name name, double[] values) {
    FirstSteps.Kept read = sequences.take(name.origin());
    double[] there = new double[values.length];
    for (int i = 0; i < there.length; i++) {
      there[i] = read.last(i) instanceof Double number ? number : Double.NaN;
    }
    actual.add(there);
    predicted.add(values);
  }

  private List<Scatter> scatters() {
    List<Scatter> scatters = new ArrayList<>();
    for (int i = 0; !actual.isEmpty() && i < Math.min(Examples.COLUMNS, targets.size()); i++) {
      int column = i;
      scatters.add(
          new Scatter(
              targets.get(i),
              actual.stream().mapToDouble(values -> values[column]).toArray(),
              predicted.stream().mapToDouble(values -> values[column]).toArray()));
    }
    return scatters;
  }
}
