package rondo.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import rondo.local.TableModel;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.table.TimeKind;
import rondo.task.FeatureSequences.Name;

/**
 * What a model tells of the sequences of one shard, as rows: the key of the sequence as text, or
 * where it was read if it has none; then, for tags, the place and the time of each time step, else
 * the time of the last one where there are windows; then what is told.
 *
 * <p>Thread use: one thread.
 */
final class PredictedRows implements Iterator<Row>, TableModel.Predictions {
  /** Where a sequence without a key was read. */
  static final String ORIGIN = "origin";

  private final TableModel model;
  private final TableModel.Run run;
  private final TableSchema schema;
  private final boolean windows;
  private final Deque<Row> rows = new ArrayDeque<>();
  private int[] tags;
  private double[] tagProbabilities;

  PredictedRows(TableModel model, TableSchema schema, boolean windows, TableReader reader) {
    this.model = model;
    this.schema = schema;
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
    StructType type = new StructType();
    if (table.key().isEmpty()) {
      type = type.add(ORIGIN, DataTypes.StringType);
    }
    for (String key : table.key()) {
      type = type.add(key, DataTypes.StringType);
    }
    boolean tags = !model.tags().isEmpty();
    if (tags) {
      type = type.add("step", DataTypes.LongType);
    }
    if ((tags || windows) && table.time() != TimeKind.PLACE) {
      type = type.add("time", timeType(table.time()));
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

  private static DataType timeType(TimeKind kind) {
    return switch (kind) {
      case PLACE, WHOLE -> DataTypes.LongType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case DATE -> DataTypes.DateType;
      case REAL -> DataTypes.DoubleType;
    };
  }

  private Object time(long time) {
    return switch (schema.time()) {
      case PLACE, WHOLE -> time;
      case TIMESTAMP -> Instant.EPOCH.plus(time, ChronoUnit.MICROS);
      case DATE -> LocalDate.ofEpochDay(time);
      case REAL -> Double.longBitsToDouble(time);
    };
  }

  private List<Object> start(Name name) {
    return new ArrayList<>(
        schema.key().isEmpty() ? List.of(name.origin()) : Arrays.asList((Object[]) name.key()));
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
      List<Object> row = start(name);
      row.add((long) t);
      if (schema.time() != TimeKind.PLACE) {
        row.add(time(name.times()[t]));
      }
      row.add(model.tags().get(chosen[t]));
      row.add(probabilities[t]);
      row.addAll(more);
      rows.add(RowFactory.create(row.toArray()));
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
    List<Object> row = start(name);
    if (windows && schema.time() != TimeKind.PLACE) {
      row.add(time(name.times()[name.times().length - 1]));
    }
    row.addAll(told);
    rows.add(RowFactory.create(row.toArray()));
  }

  @Override
  public boolean hasNext() {
    try {
      while (rows.isEmpty() && run.next(this)) {
        // some sequences have no time steps, and nothing is told of them
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return !rows.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.remove();
  }
}
