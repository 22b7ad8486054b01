package rondo.spark.predict;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import rondo.local.TableModel;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.FeatureSequences.Name;

/**
 * Classes, numbers and tags of sequences as rows: after the key, for tags, the place and the time
 * of each time step, else the time of the last one where there are windows; then what is told.
 */
final class PredictedRows extends ToldRows implements TableModel.Predictions {
  private final TableModel model;
  private final TableModel.Run run;
  private final boolean windows;
  private int[] tags;
  private double[] tagProbabilities;
  private final Runnable tooShort;
  private long counted; // of those

  /**
   * @param tooShort is run for each sequence that nothing is told of
   */
  PredictedRows(
      TableModel model,
      TableSchema schema,
      boolean windows,
      TableReader reader,
      Runnable tooShort) {
    super(schema);
    this.tooShort = tooShort;
    this.model = model;
    this.windows = windows;
    this.run = model.run(schema, reader);
  }

  /**
   * The columns.
   *
   * @param targets names of the columns that are told
   * @param windows whether rows that are time steps are cut into windows
   */
  static StructType schema(
      TableModel model, TableSchema table, List<String> targets, boolean windows) {
    StructType type = keys(table);
    boolean tags = !model.tags().isEmpty();
    if (tags) {
      type = type.add("step", DataTypes.LongType);
    }
    if (tags || windows) {
      type = withTime(type, "time", table);
    }
    if (tags) {
      type = told(type, targets.get(0));
    }
    if (!model.labels().isEmpty()) {
      type = told(type, targets.get(targets.size() - 1));
    } else if (!tags) {
      for (String target : targets) {
        type = type.add("predicted_" + target, DataTypes.DoubleType);
      }
    }
    return type;
  }

  private static StructType told(StructType type, String target) {
    return type.add("predicted_" + target, DataTypes.StringType)
        .add("probability_" + target, DataTypes.DoubleType);
  }

  @Override
  public void tags(Name name, int[] chosen, double[] probabilities) {
    if (model.labels().isEmpty()) {
      addTags(name, chosen, probabilities, List.of());
    } else { // the class of the sequence comes next
      tags = chosen;
      tagProbabilities = probabilities;
    }
  }

  private void addTags(Name name, int[] chosen, double[] probabilities, List<Object> more) {
    for (int t = 0; t < chosen.length; t++) {
      List<Object> row = start(name.key(), name.origin());
      row.add((long) t);
      if (hasTime(schema)) {
        addTime(row, name.times()[t]);
      }
      row.add(model.tags().get(chosen[t]));
      row.add(probabilities[t]);
      row.addAll(more);
      add(row);
    }
  }

  @Override
  public void label(Name name, int label, double[] probabilities) {
    List<Object> told = List.of(model.labels().get(label), probabilities[label]);
    if (!model.tags().isEmpty()) {
      addTags(name, tags, tagProbabilities, told);
      return;
    }
    add(name, told);
  }

  @Override
  public void numbers(Name name, double[] values) {
    add(name, Arrays.stream(values).<Object>mapToObj(value -> value).toList());
  }

  private void add(Name name, List<Object> told) {
    List<Object> row = start(name.key(), name.origin());
    if (windows && hasTime(schema)) {
      addTime(row, name.times()[name.times().length - 1]);
    }
    row.addAll(told);
    add(row);
  }

  @Override
  protected boolean more() throws IOException {
    boolean more = run.next(this);
    for (; counted < run.empty(); counted++) {
      tooShort.run();
    }
    return more;
  }
}
