package rondo.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rondo.data.Split;
import rondo.export.SavedModel;
import rondo.parallel.Parallel;
import rondo.table.Table;
import rondo.table.TableSchema;
import rondo.table.TimeKind;
import rondo.task.ForecastSpec;

/**
 * Forecasts from windows of one part of the data, evenly spaced over all of its windows in a shard:
 * when there are more than can be kept, every second one goes, and from then on half as many come.
 *
 * <p>Thread use: one thread.
 */
final class ForecastExamples implements SeriesModel.Forecasts {
  private static final int CANDIDATES = 256; // of all shards
  private static final int LEAST = 8;
  private static final int NUMBERS = 1 << 22; // of all candidates of a shard
  private static final int HISTORY = 24; // at least so many values are shown, and
  private static final int HORIZONS = 2; // so many times those that are forecast

  private final ForecastSpec spec;
  private final SeriesPart series;
  private final TimeKind times;
  private final int columns;
  private final int history;
  private final int most;
  private final List<ForecastExample> held = new ArrayList<>();
  private String name; // of the series at hand
  private long windows; // of the part so far
  private long every = 1;

  private ForecastExamples(ForecastSpec spec, SeriesPart series, TimeKind times, int shards) {
    this.spec = spec;
    this.series = series;
    this.times = times;
    this.columns = Math.min(Examples.COLUMNS, spec.series().size());
    int horizon = spec.windows().horizon();
    this.history =
        (int) Math.min(spec.windows().context(), Math.max(HISTORY, (long) HORIZONS * horizon));
    long numbers = columns * (history + horizon * (3L + spec.quantiles().size()));
    this.most =
        (int) Math.max(2, Math.min(Math.max(LEAST, CANDIDATES / shards), NUMBERS / numbers));
  }

  /** The examples of a shard. */
  static Examples of(SavedModel saved, Table table, int shard, Split part, Parallel parallel)
      throws IOException {
    TableSchema schema = table.schema();
    SeriesModel model = new SeriesModel(saved, schema, parallel, 1);
    ForecastSpec spec = model.spec();
    int[] fields =
        spec.series().stream()
            .limit(Examples.COLUMNS)
            .mapToInt(one -> schema.stepField(one.name()))
            .toArray();
    int steps = spec.windows().steps();
    try (SeriesPart series = new SeriesPart(table.open(shard), part, fields, steps)) {
      ForecastExamples examples =
          new ForecastExamples(spec, series, schema.time(), table.shards().size());
      while (series.nextSequence()) {
        String[] key = series.key().clone();
        examples.name = Examples.name(key, series.origin());
        model.begin();
        while (model.known(series, key, examples::isWanted, examples)) {
          // all windows of the series
        }
      }
      return new Examples(
          part,
          examples.windows,
          ForecastExample.choose(examples.held),
          List.of(),
          List.of(),
          List.of());
    }
  }

  private boolean isWanted(long first) {
    return series.holds(first, spec.windows().horizon()) && windows++ % every == 0;
  }

  @Override
  public void forecast(SeriesForecast forecast) {
    if (held.size() == most) {
      List<ForecastExample> half =
          IntStream.range(0, most).filter(i -> i % 2 == 0).mapToObj(held::get).toList();
      held.clear();
      held.addAll(half);
      every *= 2;
      if ((windows - 1) % every != 0) {
        return;
      }
    }
    held.add(
        new ForecastExample(
            ForecastExample.Rank.MIDDLE,
            name,
            forecast.first(),
            TimeText.of(times, forecast.times()[0]),
            error(forecast),
            spec.quantiles().stream().mapToDouble(Double::doubleValue).toArray(),
            IntStream.range(0, columns).mapToObj(s -> column(forecast, s)).toList()));
  }

  private double error(SeriesForecast forecast) {
    int each = Math.max(1, spec.quantiles().size());
    double sum = 0;
    for (int ahead = 0; ahead < forecast.values().length; ahead++) {
      for (int s = 0; s < spec.series().size(); s++) {
        double told = forecast.values()[ahead][s * each + (each - 1) / 2];
        double error = told - forecast.actual()[ahead][s];
        sum += Math.abs(error) / spec.series().get(s).deviation();
      }
    }
    return sum / ((double) forecast.values().length * spec.series().size());
  }

  private ForecastExample.Column column(SeriesForecast forecast, int s) {
    int each = Math.max(1, spec.quantiles().size());
    double[][] values = new double[each][];
    for (int q = 0; q < each; q++) {
      int at = s * each + q;
      values[q] = Arrays.stream(forecast.values()).mapToDouble(ahead -> ahead[at]).toArray();
    }
    double[] naive = new double[spec.windows().horizon()];
    Arrays.fill(naive, series.before(forecast.first(), 1, s)[0]);
    return new ForecastExample.Column(
        spec.series().get(s).name(),
        series.before(forecast.first(), history, s),
        Arrays.stream(forecast.actual()).mapToDouble(ahead -> ahead[s]).toArray(),
        values,
        naive,
        spec.seasonalNaive(series.before(forecast.first(), spec.season(), s)));
  }

  @Override
  public void tooShort(String[] key, long steps) {
    // has no window to show
  }
}
