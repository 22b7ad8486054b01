package rondo.spark.predict;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import rondo.anomaly.EventDetector;
import rondo.anomaly.UnexpectedEvent;
import rondo.local.EventModel;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.EventSequences.Sequence;

/** Unexpected events as rows, one each; or sequences as rows, with how many of them they have. */
final class EventRows extends ToldRows implements EventModel.Found {
  private final EventModel model;
  private final EventModel.Run run;
  private final boolean sequences;
  private final Runnable empty;
  private long counted; // of those without events

  /**
   * @param sequences whether a row is a sequence
   * @param empty is run for each sequence without events
   */
  EventRows(
      EventModel model,
      TableSchema schema,
      TableReader reader,
      EventDetector detector,
      boolean sequences,
      Runnable empty) {
    super(schema);
    this.model = model;
    this.sequences = sequences;
    this.empty = empty;
    this.run = model.run(schema, reader, detector);
  }

  /** The columns. */
  static StructType schema(TableSchema table, boolean sequences) {
    StructType type = keys(table);
    if (sequences) {
      type =
          type.add("events", DataTypes.LongType)
              .add("unexpected", DataTypes.LongType)
              .add("unknown", DataTypes.LongType)
              .add("first", DataTypes.LongType);
      return withTime(type, "first_time", table).add("anomaly", DataTypes.BooleanType);
    }
    return withTime(type.add("step", DataTypes.LongType), "time", table)
        .add("event", DataTypes.StringType)
        .add("rank", DataTypes.IntegerType)
        .add("probability", DataTypes.DoubleType)
        .add("expected", DataTypes.StringType)
        .add("expected_probability", DataTypes.DoubleType);
  }

  @Override
  public void sequence(Sequence sequence, List<UnexpectedEvent> unexpected) {
    if (sequences) {
      whole(sequence, unexpected);
      return;
    }
    for (UnexpectedEvent found : unexpected) {
      List<Object> row = start(sequence.key(), sequence.origin());
      row.add(found.step());
      addTime(row, sequence.times()[(int) found.step()]);
      row.add(model.text(sequence, found));
      row.add(found.isUnknown() ? null : found.rank());
      row.add(found.isUnknown() ? null : found.probability());
      row.add(model.expected(found));
      row.add(found.expectedProbability());
      add(row);
    }
  }

  private void whole(Sequence sequence, List<UnexpectedEvent> unexpected) {
    boolean anomaly = !unexpected.isEmpty();
    List<Object> row = start(sequence.key(), sequence.origin());
    row.add((long) sequence.events().length);
    row.add((long) unexpected.size());
    row.add(unexpected.stream().filter(UnexpectedEvent::isUnknown).count());
    row.add(anomaly ? unexpected.get(0).step() : null);
    if (anomaly) {
      addTime(row, sequence.times()[(int) unexpected.get(0).step()]);
    } else if (hasTime(schema)) {
      row.add(null);
    }
    row.add(anomaly);
    add(row);
  }

  @Override
  protected boolean more() throws IOException {
    boolean more = run.next(this);
    for (; counted < run.empty(); counted++) {
      empty.run();
    }
    return more;
  }
}
