package rondo.spark.predict;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import rondo.anomaly.ThresholdSpec;
import rondo.export.SavedModel;
import rondo.local.SeriesModel;
import rondo.spark.shard.ExecutorRuntime;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.DataSpec;
import rondo.task.ForecastSpec;

/** The anomalies that a trained model finds in the series of a table, written as a table. */
public final class DetectJob {
  private DetectJob() {}

  /**
   * Whether anomalies are events; else they are ranges of time steps of a series.
   *
   * @throws rondo.error.RondoException USAGE if a model of this task finds no anomalies
   */
  public static boolean isOfEvents(SavedModel saved) {
    TellingTasks.require("detect", TellingTasks.DETECTED, saved.task());
    return saved.task().equals(TellingTasks.EVENTS);
  }

  /**
   * Finds anomalies in series.
   *
   * @param saved the model of the request
   * @param tell takes lines for the user
   * @throws rondo.error.RondoException USAGE if the model forecasts nothing, or quantiles;
   *     OUTPUT_REFUSED if there is something at the output; BAD_DATA if a value is missing between
   *     others
   */
  public static PredictOutcome run(
      SavedModel saved, PredictRequest request, ThresholdSpec thresholds, Consumer<String> tell)
      throws IOException {
    ForecastSpec spec = SeriesModel.spec(saved);
    SeriesModel.requireMean(spec);
    DataSpec data = PredictJob.data(saved, request);
    PredictedTable.Work work =
        new PredictedTable.Work(
            "detect", saved, data, AnomalyRows::schema, new Detector(saved, thresholds));
    PredictOutcome outcome = PredictedTable.write(request, work, tell);
    ForecastJob.tellTooShort(outcome, spec.windows().steps(), tell);
    return outcome;
  }

  private record Detector(SavedModel saved, ThresholdSpec thresholds)
      implements PredictedTable.Teller, Serializable {
    @Override
    public Iterator<Row> rows(TableReader reader, TableSchema table, Runnable tooShort) {
      SeriesModel model = new SeriesModel(saved, table, ExecutorRuntime.machine().parallel());
      return new AnomalyRows(model, table, thresholds, reader, tooShort);
    }
  }
}
