package rondo.spark.report.chart;

/**
 * A curve as it is drawn.
 *
 * @param name for the legend and the pointer; empty for a curve that only accompanies another
 * @param style CSS classes: a colour s0 to s5, and thin, faint or dashed
 * @param dots whether each point is marked
 */
public record Series(String name, String style, Curve curve, boolean dots) {
  /** A plain line. */
  public static Series line(String name, String style, Curve curve) {
    return new Series(name, style, curve, false);
  }
}
