package rondo.spark.report;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.data.Split;
import rondo.local.Examples;
import rondo.spark.report.ReportData.Variant;

/** What models do with single sequences that they were not trained on: a section a model. */
final class ExamplesSection {
  private static final Logger LOG = LoggerFactory.getLogger(ExamplesSection.class);

  private ExamplesSection() {}

  /** A failure to draw is told in the page: it must not lose the rest of the report. */
  static void write(Html html, ReportData data) {
    for (Variant variant : data.variants()) {
      if (variant.examples().areNone()) {
        continue;
      }
      Html section = new Html();
      try {
        write(section, variant, data.variants().size() > 1);
        html.raw(section.toString());
      } catch (RuntimeException e) {
        LOG.warn("The examples of {} could not be drawn", variant.name(), e);
        html.element(
            "p", "alarm", "The examples could not be drawn (" + e + "); see examples.json.");
      }
    }
  }

  private static void write(Html html, Variant variant, boolean several) {
    Examples examples = variant.examples();
    String part = examples.part() == Split.TEST ? "test data" : "validation data";
    html.raw("<section>");
    html.element("h2", "", title(examples) + part + (several ? ": " + variant.name() : ""));
    ForecastFigures.write(html, examples);
    DetectedFigures.write(html, examples);
    TaggedFigures.write(html, examples);
    ScatterFigures.write(html, examples);
    html.raw("</section>");
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
