package rondo.local;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A forecast from one window, with what there was. Values are in the units of the series.
 *
 * @param rank why it was chosen
 * @param name of the series
 * @param first place in it, from 0, of the first time step that is forecast
 * @param time of that time step, as text; empty if there are no times
 * @param error mean absolute error over all columns and time steps, in standard deviations of the
 *     learned part; with quantiles that of the middle one
 * @param quantiles that are forecast; empty: the mean
 * @param columns the first columns that are forecast
 */
public record ForecastExample(
    Rank rank,
    String name,
    long first,
    String time,
    double error,
    double[] quantiles,
    List<Column> columns)
    implements Serializable {
  /** Why an example was chosen. */
  public enum Rank {
    /** It has the lowest error. */
    LOWEST,
    /** Its error is in the middle. */
    MIDDLE,
    /** It has the highest error. */
    HIGHEST
  }

  /**
   * One column of a window with H forecast time steps.
   *
   * @param history the last values before the forecast, oldest first
   * @param actual (H)
   * @param forecast (1, H), or with quantiles (quantiles, H)
   * @param naive (H) the last value
   * @param seasonal (H) the value one season before; empty without a season
   */
  public record Column(
      String name,
      double[] history,
      double[] actual,
      double[][] forecast,
      double[] naive,
      double[] seasonal)
      implements Serializable {
    /** The row of {@link #forecast} that stands for all: the mean, or the middle quantile. */
    public int middle() {
      return (forecast.length - 1) / 2;
    }
  }

  /** Copies its list. */
  public ForecastExample {
    columns = new ArrayList<>(columns);
  }

  /**
   * Of all the one with the lowest error, one in the middle and the one with the highest. Where all
   * are of several shards, each is chosen from those that the shards have chosen.
   */
  static List<ForecastExample> choose(List<ForecastExample> all) {
    List<ForecastExample> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingDouble(ForecastExample::error)
            .thenComparing(ForecastExample::name)
            .thenComparingLong(ForecastExample::first));
    List<ForecastExample> chosen = new ArrayList<>();
    if (sorted.size() > 1) {
      chosen.add(sorted.get(0).as(Rank.LOWEST));
    }
    List<ForecastExample> between =
        sorted.size() > 1 ? sorted.subList(1, sorted.size() - 1) : sorted;
    List<ForecastExample> middles =
        between.stream().filter(example -> example.rank == Rank.MIDDLE).toList();
    List<ForecastExample> middle = middles.isEmpty() ? between : middles;
    if (!middle.isEmpty()) {
      chosen.add(middle.get((middle.size() - 1) / 2).as(Rank.MIDDLE));
    }
    if (sorted.size() > 1) {
      chosen.add(sorted.get(sorted.size() - 1).as(Rank.HIGHEST));
    }
    return chosen;
  }

  private ForecastExample as(Rank newRank) {
    return new ForecastExample(newRank, name, first, time, error, quantiles, columns);
  }
}
