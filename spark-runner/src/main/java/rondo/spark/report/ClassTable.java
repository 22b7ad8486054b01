package rondo.spark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rondo.metric.Tables.ClassLine;
import rondo.spark.report.chart.Markup;

/**
 * What is known of each class, or of each type of entity: a line each, the most frequent of many.
 */
final class ClassTable {
  /** Most lines; a page with more is not read. */
  private static final int MOST_LINES = 100;

  private ClassTable() {}

  static void write(Html html, List<ClassLine> classes) {
    boolean areas = classes.stream().anyMatch(line -> !Double.isNaN(line.auc()));
    html.raw("<div class=\"drawing\"><table>\n<thead><tr>");
    List<String> heads =
        new ArrayList<>(List.of("", "Support", "Predicted", "Precision", "Recall", "F1"));
    if (areas) {
      heads.add("AUC");
    }
    heads.forEach(head -> html.element("th", "", head));
    html.raw("</tr></thead>\n<tbody>");
    shown(classes).forEach(line -> row(html, line, areas));
    html.raw("</tbody>\n</table></div>");
    if (classes.size() > MOST_LINES) {
      html.element(
          "p",
          "tells",
          "The " + MOST_LINES + " with the largest support of " + Numbers.grouped(classes.size()));
    }
  }

  private static List<ClassLine> shown(List<ClassLine> classes) {
    if (classes.size() <= MOST_LINES) {
      return classes;
    }
    return IntStream.range(0, classes.size())
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> -classes.get(i).support()))
        .limit(MOST_LINES)
        .sorted()
        .map(classes::get)
        .toList();
  }

  private static void row(Html html, ClassLine line, boolean areas) {
    html.raw("<tr><th>" + Markup.text(line.label()) + "</th>");
    List<String> cells = new ArrayList<>();
    cells.add(Numbers.grouped(line.support()));
    cells.add(Numbers.grouped(line.predicted()));
    cells.add(percent(line.precision()));
    cells.add(percent(line.recall()));
    cells.add(percent(line.f1()));
    if (areas) {
      // An error that the last digit does not show is not told.
      boolean exact = !(line.aucError() >= 0.00005);
      cells.add(
          Numbers.significant(line.auc(), 4)
              + (exact ? "" : " ± " + Numbers.significant(line.aucError(), 1)));
    }
    cells.forEach(cell -> html.element("td", "", cell));
    html.raw("</tr>");
  }

  static String percent(double fraction) {
    return Double.isNaN(fraction) ? "–" : Numbers.significant(100 * fraction, 4) + "%";
  }
}
