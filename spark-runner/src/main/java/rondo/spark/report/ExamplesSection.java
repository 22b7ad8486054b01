package rondo.spark.report;

import rondo.data.Split;
import rondo.local.Examples;
import rondo.spark.report.ReportData.Variant;

/** What models do with single sequences that they were not trained on: a section a model. */
final class ExamplesSection {
  private ExamplesSection() {}

  static void write(Html html, ReportData data) {
    for (Variant variant : data.variants()) {
      Examples examples = variant.examples();
      if (examples.areNone()) {
        continue;
      }
      boolean several = data.variants().size() > 1;
      String part = examples.part() == Split.TEST ? "test data" : "validation data";
      html.raw("<section>");
      html.element("h2", "", title(examples) + part + (several ? ": " + variant.name() : ""));
      ForecastFigures.write(html, examples);
      DetectedFigures.write(html, examples);
      TaggedFigures.write(html, examples);
      ScatterFigures.write(html, examples);
      html.raw("</section>");
    }
  }

  private static String title(Examples examples) {
    if (!examples.forecasts().isEmpty()) {
      return "Forecasts of the ";
    }
    if (!examples.detected().isEmpty()) {
      return "Anomalies in the ";
    }
    return examples.tagged().isEmpty() ? "Predicted and actual: the " : "Tags of the ";
  }
}
