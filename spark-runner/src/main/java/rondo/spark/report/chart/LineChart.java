package rondo.spark.report.chart;

import java.util.List;

/**
 * Curves over a common pair of axes.
 *
 * @param title for those who cannot see it
 * @param description what is to be seen, in a sentence
 * @param width in pixels at full size
 * @param series drawn in order, the last on top
 * @param marks points that are pointed out
 * @param levels horizontal lines to compare with
 */
public record LineChart(
    String title,
    String description,
    int width,
    int height,
    Axis x,
    Axis y,
    List<Series> series,
    List<Mark> marks,
    List<Level> levels) {

  /** A point with a label. */
  public record Mark(double x, double y, String label, String style) {}

  /** A value with a label. */
  public record Level(double y, String label) {}

  /** Without marks and levels. */
  public static LineChart of(
      String title, String description, int width, int height, Axis x, Axis y, List<Series> all) {
    return new LineChart(title, description, width, height, x, y, all, List.of(), List.of());
  }

  /** An svg element. */
  public String svg() {
    return new LineChartSvg(this).draw();
  }
}
