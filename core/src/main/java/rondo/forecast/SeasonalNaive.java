package rondo.forecast;

/**
 * The seasonal naive forecast: what was one season before, or two where one season before is not
 * known yet. With a season of 1 it is the last value, the plain naive forecast.
 */
public final class SeasonalNaive {
  private SeasonalNaive() {}

  /**
   * Time steps from the last known value back to the one that is repeated; 0 is the last known one
   * itself.
   *
   * @param ahead time steps from the last known value on to the one that is forecast, from 1 on
   * @param season time steps of a season, from 1 on
   */
  public static int back(int ahead, int season) {
    if (ahead < 1 || season < 1) {
      throw new IllegalArgumentException(
          "seasonal naive: got "
              + ahead
              + " steps ahead and a season of "
              + season
              + ", expected at least 1");
    }
    return season - 1 - (ahead - 1) % season;
  }

  /**
   * A forecast of {@code horizon} values.
   *
   * @param known the last values of the series, at least a season of them
   * @throws IllegalArgumentException if they are fewer
   */
  public static double[] forecast(double[] known, int season, int horizon) {
    if (known.length < season) {
      throw new IllegalArgumentException(
          "known: got " + known.length + " values, expected a season of " + season);
    }
    double[] values = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      values[h] = known[known.length - 1 - back(h + 1, season)];
    }
    return values;
  }
}
