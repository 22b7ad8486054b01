package rondo.forecast;

/** The loss of a forecast quantile (Koenker and Bassett 1978). */
public final class Pinball {
  private Pinball() {}

  /**
   * {@code q (y - f)} where the value y is above the forecast f, {@code (1 - q) (f - y)} where it
   * is below. Its mean is lowest if a fraction q of all values lies below the forecast; for q = 0.5
   * it is half the absolute error.
   *
   * @param quantile q, above 0 and below 1
   */
  public static double loss(double quantile, double value, double forecast) {
    double above = value - forecast;
    return above >= 0 ? quantile * above : (quantile - 1) * above;
  }
}
