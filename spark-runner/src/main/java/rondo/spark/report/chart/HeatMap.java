package rondo.spark.report.chart;

import static rondo.spark.report.chart.Markup.number;

import java.util.List;
import java.util.Locale;

/**
 * A confusion matrix: a row for each class that was there, a column for each that was found, the
 * colour of a cell by its share of the row. The number stands in the cell where there is room, and
 * always in its title; the share of the diagonal, the recall, stands behind the row.
 *
 * @param title for those who cannot see it
 * @param labels of the classes
 * @param counts (classes, classes): rows are what was there
 */
public record HeatMap(String title, List<String> labels, long[][] counts) {
  private static final double LABELS = 130; // room left and above
  private static final double RECALL = 62; // room on the right
  private static final double NAMES = 20; // what rows and columns are
  private static final double WIDEST_CELL = 56;
  private static final double ALL_CELLS = 790;
  private static final double LEAST_FOR_NUMBERS = 24;
  private static final int LONGEST_LABEL = 18;

  /** An svg element; it is as wide as it needs to be. */
  public String svg() {
    StringBuilder out = new StringBuilder();
    double cell = Math.min(WIDEST_CELL, ALL_CELLS / labels.size());
    double side = cell * labels.size();
    double width = NAMES + LABELS + side + RECALL;
    double height = NAMES + LABELS + side + 8;
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"heat\" role=\"img\""
                + " viewBox=\"0 0 %s %s\" style=\"max-width:%spx\">%n",
            number(width),
            number(height),
            number(width)));
    out.append("<title>").append(Markup.text(title)).append("</title>\n");
    double left = NAMES + LABELS;
    double top = NAMES + LABELS;
    text(out, "name", left + side / 2, 13, "middle", "", "predicted");
    text(out, "name", 13, top + side / 2, "middle", turned(-90, 13, top + side / 2), "actual");
    text(out, "name", left + side + 8, top - 6, "start", "", "recall");
    double size = Math.min(12, cell * 0.62);
    for (int row = 0; row < labels.size(); row++) {
      row(out, row, left, top + row * cell, cell, size);
      double x = left + (row + 0.5) * cell;
      String place = turned(-60, x, top - 8);
      text(out, sized("tick", size), x, top - 8, "start", place, shortened(labels.get(row)));
    }
    out.append("<rect class=\"frame\" x=\"").append(number(left)).append("\" y=\"");
    out.append(number(top)).append("\" width=\"").append(number(side)).append("\" height=\"");
    out.append(number(side)).append("\"/>\n");
    return out.append("</svg>\n").toString();
  }

  private void row(StringBuilder out, int row, double left, double top, double cell, double size) {
    long sum = 0;
    for (long count : counts[row]) {
      sum += count;
    }
    double base = top + cell / 2 + size * 0.35;
    text(out, sized("tick", size), left - 7, base, "end", "", shortened(labels.get(row)));
    for (int column = 0; column < labels.size(); column++) {
      long count = counts[row][column];
      if (count > 0) {
        cell(out, row, column, (double) count / sum, left + column * cell, top, cell, size);
      }
    }
    String recall = sum == 0 ? "–" : Math.round(100.0 * counts[row][row] / sum) + "%";
    double end = left + labels.size() * cell + 8;
    text(out, sized("recall", size), end, base, "start", "", recall);
  }

  private void cell(
      StringBuilder out,
      int row,
      int column,
      double share,
      double x,
      double y,
      double cell,
      double size) {
    String count = String.format(Locale.ROOT, "%,d", counts[row][column]);
    out.append("<g><title>").append(Markup.text(labels.get(row))).append(" as ");
    out.append(Markup.text(labels.get(column))).append(": ").append(count).append("</title>");
    out.append("<rect class=\"").append(row == column ? "right" : "wrong").append("\" x=\"");
    out.append(number(x)).append("\" y=\"").append(number(y)).append("\" width=\"");
    out.append(number(cell)).append("\" height=\"").append(number(cell));
    // Never so pale that it cannot be told from nothing.
    out.append("\" fill-opacity=\"").append(number(0.08 + 0.92 * share)).append("\"/>");
    if (cell >= LEAST_FOR_NUMBERS && count.length() * size * 0.6 <= cell - 4) {
      String style = share > 0.5 ? "over" : "count";
      text(out, sized(style, size), x + cell / 2, y + cell / 2 + size * 0.35, "middle", "", count);
    }
    out.append("</g>\n");
  }

  private static String sized(String style, double size) {
    return style + "\" style=\"font-size:" + number(size) + "px";
  }

  private static String turned(int degrees, double x, double y) {
    return " transform=\"rotate(" + degrees + " " + number(x) + " " + number(y) + ")\"";
  }

  private static String shortened(String label) {
    int[] points = label.codePoints().toArray();
    return points.length <= LONGEST_LABEL ? label : new String(points, 0, LONGEST_LABEL - 1) + "…";
  }

  private static void text(
      StringBuilder out,
      String style,
      double x,
      double y,
      String anchor,
      String more,
      String content) {
    out.append("<text class=\"").append(style).append("\" x=\"").append(number(x));
    out.append("\" y=\"").append(number(y)).append("\" text-anchor=\"").append(anchor);
    out.append('"').append(more).append('>').append(Markup.text(content)).append("</text>\n");
  }
}
