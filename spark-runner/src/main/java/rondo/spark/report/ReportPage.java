package rondo.spark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import rondo.spark.report.ReportData.Fact;
import rondo.spark.report.ReportData.Sample;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Markup;

/** The page around the sections. */
final class ReportPage {
  private final ReportData data;
  private final List<PianoRolls> rolls;
  private final Html html = new Html();

  private ReportPage(ReportData data, List<PianoRolls> rolls) {
    this.data = data;
    this.rolls = rolls;
  }

  static String of(ReportData data, List<PianoRolls> rolls) {
    return new ReportPage(data, rolls).page();
  }

  private String page() {
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.raw("<meta name=\"generator\" content=\"Rondo\">");
    html.element("title", "", data.title() + " – Rondo report");
    html.raw("<style>\n" + resource("report.css") + "</style>\n</head>\n<body>\n<main>");
    header();
    if (data.variants().size() == 1) {
      SummaryCards.write(html, data);
    } else {
      SummaryTable.write(html, data);
    }
    BaselineBars.write(html, data);
    LossSection.write(html, data);
    SmallCharts.write(html, data);
    ResultsSection.write(html, data);
    ExamplesSection.write(html, data);
    PianoRolls.write(html, rolls);
    FlowSection.write(html, data);
    data.variants().forEach(this::samples);
    details();
    html.raw("</main>\n<script>\n" + resource("report.js") + "</script>\n</body>\n</html>");
    return html.toString();
  }

  private void header() {
    html.raw("<header>").element("p", "brand", "Rondo").element("h1", "", data.title());
    if (data.variants().size() == 1) {
      Variant only = data.variants().get(0);
      html.element(
          "p", "what", only.model() + " · " + Numbers.grouped(only.parameters()) + " parameters");
    }
    for (Variant variant : data.variants()) {
      if (variant.divergence() != null) {
        String who = variant.name().isEmpty() ? "Training" : variant.name();
        String why = " stopped: " + variant.divergence() + ". The last good model was kept.";
        html.element("p", "alarm", who + why);
      }
    }
    html.raw("</header>");
  }

  private void samples(Variant variant) {
    if (variant.samples().isEmpty()) {
      return;
    }
    boolean several = data.variants().size() > 1;
    html.raw("<section>");
    html.element("h2", "", "What it writes" + (several ? ": " + variant.name() : ""));
    html.raw("<div class=\"samples\">");
    for (Sample sample : variant.samples()) {
      String seed = "<b>" + Markup.text(sample.seed()) + "</b>";
      html.raw("<figure class=\"sample\">");
      html.raw(
          "<pre dir=\"auto\">"
              + seed
              + Markup.text(sample.text().replace("\r\n", "\n"))
              + "</pre>");
      html.element("figcaption", "", sample.settings()).raw("</figure>");
    }
    html.raw("</div>\n</section>");
  }

  private void details() {
    html.raw("<section class=\"facts\">\n<div>").element("h2", "", "Data");
    facts(data.data());
    html.raw("</div>\n<div>").element("h2", "", "Environment");
    facts(data.environment());
    html.raw("</div>\n</section>\n<details>\n<summary>Job file, all defaults filled in</summary>");
    html.element("pre", "job", data.job()).raw("</details>");
  }

  private void facts(Iterable<Fact> facts) {
    html.raw("<dl>");
    for (Fact fact : facts) {
      html.element("dt", "", Html.capital(fact.name())).element("dd", "", fact.value());
    }
    html.raw("</dl>");
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The jar lacks " + name + ", expected it beside " + ReportPage.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The jar's " + name + " cannot be read", e);
    }
  }
}
