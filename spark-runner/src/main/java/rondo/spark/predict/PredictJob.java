package rondo.spark.predict;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import rondo.config.JobFile;
import rondo.export.SavedModel;
import rondo.local.TableModel;
import rondo.parallel.Parallel;
import rondo.spark.Models;
import rondo.spark.Places;
import rondo.spark.shard.ExecutorRuntime;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.DataSpec;

/** The classes, numbers or tags that a trained model tells of a table, written as a table. */
public final class PredictJob {
  private PredictJob() {}

  /**
   * Predicts.
   *
   * @param tell takes lines for the user
   * @throws rondo.error.RondoException USAGE if the model tells nothing of sequences;
   *     OUTPUT_REFUSED if there is something at the output
   */
  public static PredictOutcome run(PredictRequest request, Consumer<String> tell)
      throws IOException {
    SavedModel saved = Models.read(request.model());
    TellingTasks.require("predict", TellingTasks.PREDICTED, saved.task());
    DataSpec data = data(saved, request);
    TableModel model = new TableModel(saved, data, Parallel.single()); // before anything is read
    boolean windows = data.table().window().length() > 0;
    PredictedTable.Work work =
        new PredictedTable.Work(
            "predict",
            saved,
            data,
            table -> PredictedRows.schema(model, table, data.table().target(), windows),
            new Predictor(saved, data, windows));
    PredictOutcome outcome = PredictedTable.write(request, work, tell);
    if (outcome.tooShort() > 0) {
      tell.accept(
          outcome.tooShort()
              + " sequences have too few time steps for anything to be told of them");
    }
    return outcome;
  }

  /** What is to be told, read as the model's data was. */
  static DataSpec data(SavedModel saved, PredictRequest request) {
    DataSpec trained = JobFile.of("config.json of the model", saved.job(), List.of()).job().data();
    return Places.located(trained.testAt(request.data()));
  }

  private record Predictor(SavedModel saved, DataSpec data, boolean windows)
      implements PredictedTable.Teller, Serializable {
    @Override
    public Iterator<Row> rows(TableReader reader, TableSchema table, Runnable tooShort) {
      TableModel model =
          new TableModel(
              saved, data, ExecutorRuntime.machine().parallel(), ExecutorRuntime.bytesPerTask());
      return new PredictedRows(model, table, windows, reader, tooShort);
    }
  }
}
