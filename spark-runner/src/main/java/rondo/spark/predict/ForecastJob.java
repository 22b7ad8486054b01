package rondo.spark.predict;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import rondo.export.SavedModel;
import rondo.local.SeriesModel;
import rondo.spark.Models;
import rondo.spark.shard.ExecutorRuntime;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.DataSpec;
import rondo.task.ForecastSpec;

/** What a trained model forecasts of the series of a table, written as a table. */
public final class ForecastJob {
  private ForecastJob() {}

  /**
   * Forecasts.
   *
   * @param backTest whether, in place of what comes after the last time step of each series, what
   *     is known is forecast from every window
   * @param tell takes lines for the user
   * @throws rondo.error.RondoException USAGE if the model forecasts nothing; OUTPUT_REFUSED if
   *     there is something at the output; BAD_DATA if inputs that must be known ahead are not, or a
   *     value is missing between others
   */
  public static PredictOutcome run(PredictRequest request, boolean backTest, Consumer<String> tell)
      throws IOException {
    SavedModel saved = Models.read(request.model());
    TellingTasks.require("forecast", TellingTasks.FORECAST, saved.task());
    ForecastSpec spec = SeriesModel.spec(saved);
    DataSpec data = PredictJob.data(saved, request);
    PredictedTable.Work work =
        new PredictedTable.Work(
            "forecast",
            saved,
            data,
            table -> ForecastRows.schema(spec, table, backTest),
            new Forecaster(saved, backTest));
    PredictOutcome outcome = PredictedTable.write(request, work, tell);
    int context = spec.windows().context();
    tellTooShort(outcome, backTest ? spec.windows().steps() : context, tell);
    return outcome;
  }

  /** Tells of series that nothing was told of. */
  static void tellTooShort(PredictOutcome outcome, int needed, Consumer<String> tell) {
    if (outcome.tooShort() > 0) {
      tell.accept(
          outcome.tooShort()
              + " of "
              + outcome.sequences()
              + " series have fewer than the "
              + needed
              + " time steps that are needed, and were left out");
    }
  }

  private record Forecaster(SavedModel saved, boolean backTest)
      implements PredictedTable.Teller, Serializable {
    @Override
    public Iterator<Row> rows(TableReader reader, TableSchema table, Runnable tooShort) {
      SeriesModel model = new SeriesModel(saved, table, ExecutorRuntime.machine().parallel());
      return new ForecastRows(model, table, backTest, reader, tooShort);
    }
  }
}
