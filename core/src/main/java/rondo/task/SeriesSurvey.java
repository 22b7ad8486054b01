package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.forecast.Moments;
import rondo.forecast.SeasonalDifference;
import rondo.forecast.Windows;
import rondo.table.Table;
import rondo.table.TableReader;

/**
 * What one pass over a table tells of the series that are forecast: their mean and spread in the
 * learned part, how many windows each part has, and how far off forecasts are that learn nothing.
 *
 * <p>Thread use: one thread.
 */
final class SeriesSurvey implements Serializable {
  private final List<String> names;
  private final int season;

  /** Of each series, in the learned part. */
  final Moments[] moments;

  /** Likewise. */
  final SeasonalDifference[] differences;

  /** Time steps of each part. */
  final long[] steps = new long[Split.values().length];

  /** Windows of each part: of the learned part a stride apart, of the others all of them. */
  final long[] windows = new long[Split.values().length];

  /** Errors of the last value on every window, by part but the learned one, then by series. */
  final NaiveErrors[][] last;

  /** Errors of what was a season before; empty without a season. */
  final NaiveErrors[][] seasonal;

  private SeriesSurvey(List<String> names, int season) {
    this.names = new ArrayList<>(names); // travels to executors
    this.season = season;
    this.moments = new Moments[names.size()];
    this.differences = new SeasonalDifference[names.size()];
    this.last = new NaiveErrors[Split.values().length][names.size()];
    this.seasonal = new NaiveErrors[Split.values().length][season > 0 ? names.size() : 0];
    for (int s = 0; s < names.size(); s++) {
      moments[s] = new Moments();
      differences[s] = new SeasonalDifference(Math.max(1, season));
      for (int split = 0; split < last.length; split++) {
        last[split][s] = new NaiveErrors();
        if (season > 0) {
          seasonal[split][s] = new NaiveErrors();
        }
      }
    }
  }

  /**
   * The sums of all shards, added in the order of shards.
   *
   * @param names of the series
   * @throws IOException if the table cannot be read
   */
  static SeriesSurvey of(
      Table table, List<String> names, Windows windows, int season, RangeScanner scanner)
      throws IOException {
    List<Integer> shards =
        new ArrayList<>(IntStream.range(0, table.shards().size()).boxed().toList());
    ArrayList<String> series = new ArrayList<>(names);
    SeriesSurvey sum = new SeriesSurvey(names, season);
    try {
      for (SeriesSurvey one :
          scanner.scan(shards, shard -> ofShard(table, shard, series, windows, season))) {
        sum.add(one);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return sum;
  }

  private static SeriesSurvey ofShard(
      Table table, int shard, List<String> names, Windows windows, int season) {
    SeriesSurvey survey = new SeriesSurvey(names, season);
    int[] fields = SeriesEncoder.fields(table.schema(), names);
    double[] values = new double[fields.length];
    SeriesWalk walk = new SeriesWalk(windows, survey);
    try (TableReader reader = table.open(shard)) {
      while (reader.nextSequence()) {
        while (reader.nextStep()) {
          for (int s = 0; s < fields.length; s++) {
            values[s] = SeriesEncoder.value(reader, reader.step(), fields[s], names.get(s));
          }
          walk.step(reader.split(), values);
        }
        walk.endSeries();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return survey;
  }

  private void add(SeriesSurvey other) {
    for (int s = 0; s < names.size(); s++) {
      moments[s].add(other.moments[s]);
      differences[s].add(other.differences[s]);
    }
    for (int split = 0; split < steps.length; split++) {
      steps[split] += other.steps[split];
      windows[split] += other.windows[split];
      for (int s = 0; s < names.size(); s++) {
        last[split][s].add(other.last[split][s]);
        if (season > 0) {
          seasonal[split][s].add(other.seasonal[split][s]);
        }
      }
    }
  }

  /** The series with what was measured of the learned part. */
  List<ForecastSpec.Series> series() {
    return IntStream.range(0, names.size())
        .mapToObj(
            s -> {
              double deviation = moments[s].deviation();
              double difference = differences[s].mean();
              return new ForecastSpec.Series(
                  names.get(s),
                  moments[s].mean(),
                  deviation > 0 ? deviation : 1, // a series that never changes is only shifted
                  Double.isNaN(difference) ? 0 : difference);
            })
        .toList();
  }

  int season() {
    return season;
  }
}
