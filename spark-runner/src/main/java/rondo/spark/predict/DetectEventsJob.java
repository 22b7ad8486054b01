package rondo.spark.predict;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import rondo.anomaly.EventDetector;
import rondo.export.SavedModel;
import rondo.local.EventModel;
import rondo.parallel.Parallel;
import rondo.spark.shard.ExecutorRuntime;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.DataSpec;

/** The events of a table that a trained model did not expect, written as a table. */
public final class DetectEventsJob {
  private DetectEventsJob() {}

  /**
   * Finds unexpected events.
   *
   * @param saved the model of the request
   * @param k so many most probable events are normal
   * @param sequences whether the rows are all sequences, with what was found in each; else they are
   *     the unexpected events
   * @param tell takes lines for the user
   * @throws rondo.error.RondoException USAGE if the model is not one of events, or k is none;
   *     OUTPUT_REFUSED if there is something at the output
   */
  public static PredictOutcome run(
      SavedModel saved, PredictRequest request, int k, boolean sequences, Consumer<String> tell)
      throws IOException {
    DataSpec data = PredictJob.data(saved, request);
    new EventModel(saved, data, Parallel.single()); // refuses before anything is read
    PredictedTable.Work work =
        new PredictedTable.Work(
            "detect",
            saved,
            data,
            table -> EventRows.schema(table, sequences),
            new Detector(saved, data, k, sequences));
    PredictOutcome outcome = PredictedTable.write(request, work, tell);
    if (outcome.tooShort() > 0) {
      tell.accept(outcome.tooShort() + " sequences have no events, and were left out");
    }
    return outcome;
  }

  private record Detector(SavedModel saved, DataSpec data, int k, boolean sequences)
      implements PredictedTable.Teller, Serializable {
    @Override
    public Iterator<Row> rows(TableReader reader, TableSchema table, Runnable tooShort) {
      EventModel model = new EventModel(saved, data, ExecutorRuntime.machine().parallel());
      return new EventRows(model, table, reader, new EventDetector(k), sequences, tooShort);
    }
  }
}
