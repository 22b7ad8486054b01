package rondo.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import rondo.anomaly.AnomalyRange;
import rondo.anomaly.ErrorDetector;
import rondo.anomaly.ThresholdSpec;
import rondo.data.Split;
import rondo.export.SavedModel;
import rondo.parallel.Parallel;
import rondo.table.Table;
import rondo.table.TimeKind;
import rondo.task.ForecastSpec;

/**
 * Anomalies in one part of the data, found as {@link SeriesModel#detect} finds them, with the
 * published constants. Series are taken in the order of the shard until enough time steps are
 * judged. In memory are one series, thinned, and those that are chosen so far.
 *
 * <p>Thread use: one thread.
 */
final class DetectedExamples implements SeriesModel.Forecasts {
  private static final long STEPS = 100_000; // that are judged, of all shards
  private static final long LEAST = 5_000; // of one

  private final TimeKind times;
  private final List<Column> columns = new ArrayList<>(); // of the series at hand
  private long judged; // of all series

  private DetectedExamples(TimeKind times) {
    this.times = times;
  }

  /** The examples of a shard. */
  static Examples of(SavedModel saved, Table table, int shard, Split part, Parallel parallel)
      throws IOException {
    SeriesModel model = new SeriesModel(saved, table.schema(), parallel);
    int horizon = model.spec().windows().horizon();
    long most = Math.max(LEAST, STEPS / table.shards().size());
    DetectedExamples examples = new DetectedExamples(table.schema().time());
    List<DetectedSeries> chosen = new ArrayList<>();
    long candidates = 0;
    try (SeriesPart series = new SeriesPart(table.open(shard), part, new int[0], 1)) {
      while (examples.judged < most && series.nextSequence()) {
        String[] key = series.key().clone();
        examples.begin(model.spec());
        model.begin();
        boolean more = true;
        while (more && examples.judged < most) {
          more = model.known(series, key, first -> series.holds(first, horizon), examples);
        }
        List<DetectedSeries> own = examples.end(Examples.name(key, series.origin()));
        candidates += own.size();
        chosen.addAll(own);
        chosen = new ArrayList<>(DetectedSeries.choose(chosen));
      }
    }
    return new Examples(part, candidates, List.of(), chosen, List.of(), List.of());
  }

  private void begin(ForecastSpec spec) {
    columns.clear();
    spec.series().forEach(series -> columns.add(new Column(series.name())));
  }

  @Override
  public void forecast(SeriesForecast forecast) {
    for (int s = 0; s < columns.size(); s++) {
      columns.get(s).add(forecast, forecast.actual()[0][s], forecast.values()[0][s]);
    }
    judged++;
  }

  @Override
  public void tooShort(String[] key, long steps) {
    // has nothing to judge
  }

  /** What the series at hand came to; none if nothing of it was judged. */
  private List<DetectedSeries> end(String name) {
    List<DetectedSeries> all = new ArrayList<>();
    for (Column column : columns) {
      column.detector.end();
      if (column.values.count() > 0) {
        all.add(column.series(name));
      }
    }
    return all;
  }

  private final class Column {
    final String name;
    final Thinner values = new Thinner();
    final Thinner errors = new Thinner();
    final Thinner thresholds = new Thinner();
    final List<DetectedSeries.Range> ranges = new ArrayList<>();
    final ErrorDetector detector =
        new ErrorDetector(
            ThresholdSpec.PUBLISHED,
            this::found,
            (smoothed, threshold) -> {
              errors.add(smoothed);
              thresholds.add(threshold);
            });
    long first; // place of the first one that was judged

    Column(String name) {
      this.name = name;
    }

    void add(SeriesForecast forecast, double actual, double predicted) {
      first = values.count() == 0 ? forecast.first() : first;
      values.add(actual);
      detector.add(actual - predicted, forecast.times()[0]);
    }

    private void found(AnomalyRange range) {
      ranges.add(
          new DetectedSeries.Range(
              first + range.first(),
              first + range.last(),
              TimeText.of(times, range.firstTime()),
              TimeText.of(times, range.lastTime()),
              range.score()));
    }

    DetectedSeries series(String key) {
      return new DetectedSeries(
          key,
          name,
          first,
          values.count(),
          values.stretches(),
          errors.stretches(),
          thresholds.stretches(),
          ranges);
    }
  }
}
