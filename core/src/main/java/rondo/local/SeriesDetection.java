package rondo.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import rondo.anomaly.AnomalyRange;
import rondo.anomaly.ErrorDetector;
import rondo.anomaly.ThresholdSpec;
import rondo.table.TableReader;
import rondo.task.ForecastSpec;

/**
 * Finds anomalies in the series of a shard, some windows at a time.
 *
 * <p>Memory, beside that of a {@link SeriesModel}: an {@link ErrorDetector} for each column, and
 * what some windows of one series tell.
 *
 * <p>Thread use: one thread.
 */
final class SeriesDetection implements SeriesModel.Run<SeriesModel.Anomalies> {
  private final SeriesModel model;
  private final TableReader reader;
  private final ThresholdSpec thresholds;
  private final List<Found> found = new ArrayList<>(); // and not told yet
  private String[] key; // of the series at hand; null: none
  private List<ErrorDetector> detectors;

  SeriesDetection(SeriesModel model, TableReader reader, ThresholdSpec thresholds) {
    this.model = model;
    this.reader = reader;
    this.thresholds = thresholds;
  }

  @Override
  public boolean next(SeriesModel.Anomalies to) throws IOException {
    if (key == null) {
      if (!reader.nextSequence()) {
        return false;
      }
      key = reader.key().clone();
      model.begin();
      detectors =
          model.spec().series().stream()
              .map(ForecastSpec.Series::name)
              .map(this::detector)
              .toList();
    }
    boolean more = model.known(reader, key, errors(to));
    if (!more) {
      detectors.forEach(ErrorDetector::end);
    }
    for (Found one : found) {
      to.anomaly(key, one.column, one.range);
    }
    found.clear();
    key = more ? key : null;
    return true;
  }

  private ErrorDetector detector(String column) {
    int seen = model.spec().windows().context(); // before the first error
    return new ErrorDetector(
        thresholds,
        range ->
            found.add(
                new Found(
                    column,
                    new AnomalyRange(
                        range.first() + seen,
                        range.last() + seen,
                        range.score(),
                        range.firstTime(),
                        range.lastTime()))));
  }

  /** Of each forecast the error of its first time step. */
  private SeriesModel.Forecasts errors(SeriesModel.Anomalies to) {
    return new SeriesModel.Forecasts() {
      @Override
      public void forecast(SeriesForecast forecast) {
        for (int s = 0; s < detectors.size(); s++) {
          double error = forecast.actual()[0][s] - forecast.values()[0][s];
          detectors.get(s).add(error, forecast.times()[0]);
        }
      }

      @Override
      public void tooShort(String[] series, long steps) throws IOException {
        to.tooShort(series, steps);
      }
    };
  }

  /** Anomalies of a column, by place in the series. */
  private record Found(String column, AnomalyRange range) {}
}
