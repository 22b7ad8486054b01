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
 * @param bands areas between two curves, behind all of these
 * @param spans ranges of x that are pointed out, behind all else
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
    List<Level> levels,
    List<Band> bands,
    List<Span> spans) {

  /** A point with a label. */
  public record Mark(double x, double y, String label, String style) {}

  /** What is between two curves over the same x, in a style of {@link Series}. */
  public record Band(String style, double[] x, double[] low, double[] high) {}

  /** From one x to another, with a title for those who ask. */
  public record Span(double from, double to, String style, String title) {}

  /** A value with a label. */
  public record Level(double y, String label) {}

  /** Without bands and spans. */
  public LineChart(
      String title,
      String description,
      int width,
      int height,
      Axis x,
      Axis y,
      List<Series> series,
      List<Mark> marks,
      List<Level> levels) {
    this(title, description, width, height, x, y, series, marks, levels, List.of(), List.of());
  }

  /** Without marks and levels. */
  public static LineChart of(
      String title, String description, int width, int height, Axis x, Axis y, List<Series> all) {
    return new LineChart(title, description, width, height, x, y, all, List.of(), List.of());
  }

  /** The same with bands and spans. */
  public LineChart with(List<Band> newBands, List<Span> newSpans) {
    return new LineChart(
        title, description, width, height, x, y, series, marks, levels, newBands, newSpans);
  }

  /** An svg element. */
  public String svg() {
    return new LineChartSvg(this).draw();
  }
}
