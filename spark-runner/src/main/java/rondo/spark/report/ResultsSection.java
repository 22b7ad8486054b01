package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import rondo.metric.Tables;
import rondo.metric.Tables.Confusion;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.HeatMap;

/**
 * What a model does with the test data, beyond a figure: confusion, classes, steps of forecasts.
 */
final class ResultsSection {
  /** Rows of a heat map that can still be read. */
  private static final int MOST_CLASSES = 50;

  private static final String CONFUSION =
      "Rows are what was there, columns what the model said; the colour is the share of the row.";

  private ResultsSection() {}

  static void write(Html html, ReportData data) {
    List<Variant> told =
        data.variants().stream().filter(variant -> !variant.tables().isEmpty()).toList();
    if (told.isEmpty()) {
      return;
    }
    html.raw("<section>").element("h2", "", "On the test data");
    HorizonCharts.write(html, data);
    for (Variant variant : told) {
      for (Tables tables : variant.tables()) {
        classes(html, variant, tables);
      }
    }
    html.raw("</section>");
  }

  private static void classes(Html html, Variant variant, Tables tables) {
    String name = name(variant, tables);
    if (tables.confusion() != null) {
      Confusion confusion = LargestClasses.of(tables.confusion(), MOST_CLASSES);
      int size = tables.confusion().labels().size();
      String which =
          size <= MOST_CLASSES
              ? ""
              : " Of "
                  + size
                  + " classes, the "
                  + (MOST_CLASSES - 1)
                  + " with the largest support; all others are taken together, so that the last"
                  + " cell also counts what was confused among them.";
      String title = name.isEmpty() ? "Confusion" : "Confusion: " + name;
      HeatMap map = new HeatMap(title, confusion.labels(), confusion.counts());
      html.figure("wide", title, CONFUSION + which, List.of(), map.svg());
    }
    if (!tables.classes().isEmpty()) {
      if (!name.isEmpty()) {
        html.element("h3", "", name);
      }
      ClassTable.write(html, tables.classes());
    }
  }

  /** Empty where there is but one table. */
  private static String name(Variant variant, Tables tables) {
    List<String> parts = new ArrayList<>();
    for (String part : new String[] {variant.name(), tables.name()}) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return String.join(", ", parts);
  }
}
