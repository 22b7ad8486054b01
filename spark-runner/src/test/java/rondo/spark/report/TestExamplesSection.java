package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.local.DetectedSeries;
import rondo.local.Examples;
import rondo.local.ForecastExample;
import rondo.local.ForecastExample.Column;
import rondo.local.ForecastExample.Rank;
import rondo.local.Scatter;
import rondo.local.Stretches;
import rondo.local.TaggedExample;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Drawings;

class TestExamplesSection {
  private static final String EVIL = "</p><script>alert(\"1\")</script>";

  private static String section(Examples... examples) {
    List<Variant> variants =
        IntStream.range(0, examples.length)
            .mapToObj(
                i ->
                    new Variant(
                        examples.length == 1 ? "" : "v" + i,
                        "LSTM 8",
                        100,
                        Runs.history(1, 3, 1),
                        0,
                        1.25,
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        examples[i]))
            .toList();
    Html html = new Html();
    ExamplesSection.write(
        html,
        new ReportData(
            "A run",
            LossUnit.of("MEAN_SQUARED_ERROR", "sequence"),
            List.of(),
            variants,
            List.of(),
            "{}",
            List.of()));
    return html.toString();
  }

  private static Examples forecasts(ForecastExample... forecasts) {
    return new Examples(Split.TEST, 1234, List.of(forecasts), List.of(), List.of(), List.of());
  }

  private static ForecastExample forecast(Rank rank, double[] quantiles, double[][] values) {
    int horizon = values[0].length;
    double[] naive = new double[horizon];
    Arrays.fill(naive, 4);
    double[] actual = IntStream.rangeClosed(5, 4 + horizon).asDoubleStream().toArray();
    Column column = new Column("load", new double[] {1, 2, 3, 4}, actual, values, naive, naive);
    return new ForecastExample(
        rank, "house " + EVIL, 4000, "2024-01-05T00:00:00Z", 0.512, quantiles, List.of(column));
  }

  /** The numbers that the points of a curve stand for, by its name. */
  private static double[] values(Document chart, String name) {
    String[] scale = chart.getDocumentElement().getAttribute("data-y").split(" ");
    double min = Double.parseDouble(scale[1]);
    double max = Double.parseDouble(scale[2]);
    double from = Double.parseDouble(scale[3]);
    double to = Double.parseDouble(scale[4]);
    for (int i = 0; i < chart.getElementsByTagName("path").getLength(); i++) {
      Element path = (Element) chart.getElementsByTagName("path").item(i);
      if (path.getAttribute("data-name").equals(name)) {
        return Arrays.stream(path.getAttribute("d").split("[ML]"))
            .filter(point -> !point.isEmpty())
            .mapToDouble(point -> Double.parseDouble(point.split(" ")[1]))
            .map(y -> Math.rint(10 * (min + (y - from) / (to - from) * (max - min))) / 10)
            .toArray();
      }
    }
    throw new AssertionError("No curve " + name);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void forecastsWithTheirBandAndTheNaiveOnes() {
    double[][] quantiles = {{4, 5, 6}, {5, 6.5, 7.5}, {6, 8, 9}};
    String html =
        section(
            forecasts(
                forecast(Rank.LOWEST, new double[] {0.1, 0.5, 0.9}, quantiles),
                forecast(Rank.HIGHEST, new double[] {0.1, 0.5, 0.9}, quantiles)));
    assertThat(html)
        .contains("<h2>Forecasts of the test data</h2>", "over all 1,234 of them")
        .contains("Lowest error, 0.512: house &lt;/p&gt;", "from time step 4,000 (2024-01-05T00")
        .contains("Highest error", "quantiles 0.10 to 0.90", "the value one season before")
        .contains("forecast, quantile 0.50")
        .doesNotContain("<script>", "NaN");
    List<Document> charts = Drawings.of(html);
    assertThat(charts).hasSize(2);
    Document chart = charts.get(0);
    assertThat(values(chart, "actual")).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(values(chart, "forecast")).containsExactly(5, 6.5, 7.5);
    assertThat(values(chart, "last value")).containsExactly(4, 4, 4);
    assertThat(values(chart, "one season before")).containsExactly(4, 4, 4);
    Element band = (Element) chart.getElementsByTagName("polygon").item(0);
    assertThat(band.getAttribute("points").split(" ")).hasSize(6);
    // The upper quantile comes first; y grows downwards.
    assertThat(y(band, 0)).isLessThan(y(band, 5));
    assertThat(chart.getElementsByTagName("rect").item(1).getTextContent())
        .isEqualTo("what is forecast");
  }

  private static double y(Element polygon, int corner) {
    return Double.parseDouble(polygon.getAttribute("points").split(" ")[corner].split(",")[1]);
  }

  @Test
  void aMeanHasNoBandAndOneTimeStepHasAWidth() {
    String mean = section(forecasts(forecast(Rank.MIDDLE, new double[0], new double[][] {{5, 6}})));
    assertThat(mean).contains("An error in the middle").doesNotContain("quantile", "<polygon");
    double[][] one = {{4}, {6}};
    String step = section(forecasts(forecast(Rank.MIDDLE, new double[] {0.1, 0.9}, one)));
    Element band = (Element) Drawings.of(step).get(0).getElementsByTagName("polygon").item(0);
    String[] corners = band.getAttribute("points").split(" ");
    assertThat(corners[0].split(",")[0]).isNotEqualTo(corners[1].split(",")[0]);
  }

  private static Examples detected(int size, DetectedSeries.Range... ranges) {
    double[] low = IntStream.range(0, size).mapToDouble(i -> -1 - i % 3).toArray();
    double[] high = IntStream.range(0, size).mapToDouble(i -> 1 + i % 5).toArray();
    double[] thresholds = new double[size];
    Arrays.fill(thresholds, 0, size / 2, Double.NaN);
    Arrays.fill(thresholds, size / 2, size, 3.5);
    DetectedSeries series =
        new DetectedSeries(
            "A-1",
            "value",
            1000,
            196L * size,
            new Stretches(196, low, high),
            new Stretches(196, high, high),
            new Stretches(196, thresholds, thresholds),
            List.of(ranges));
    return new Examples(Split.TEST, 27, List.of(), List.of(series), List.of(), List.of());
  }

  @Test
  void detectedRangesAreShadedInALongSeries() {
    String html =
        section(
            detected(
                512,
                new DetectedSeries.Range(2000, 2999, "May", "June", 1.5),
                new DetectedSeries.Range(50_000, 50_000, "50000", "50000", 4.25)));
    assertThat(html)
        .contains("<h2>Anomalies in the test data</h2>", "Of 27 series that were looked at")
        .contains("<h3>A-1: value</h3>")
        .contains(
            "100,352 time steps: 2 ranges. 50,000 to 50,000, score 4.25; 2,000 to 2,999 (May to June), score 1.50.")
        .doesNotContain("NaN");
    List<Document> charts = Drawings.of(html);
    assertThat(charts).hasSize(2);
    for (Document chart : charts) {
      Element long1 = (Element) chart.getElementsByTagName("rect").item(1);
      Element short1 = (Element) chart.getElementsByTagName("rect").item(2);
      assertThat(long1.getAttribute("class")).isEqualTo("span detected");
      assertThat(long1.getTextContent()).startsWith("2,000 to 2,999");
      // 1,000 of 100,352 time steps on 928 pixels; the single one is wide enough to be seen.
      assertThat(Double.parseDouble(long1.getAttribute("width"))).isBetween(9.2, 9.3);
      assertThat(short1.getAttribute("width")).isEqualTo("2");
    }
    // The lowest and the highest of each stretch are drawn.
    assertThat(values(charts.get(0), "value")).hasSize(1024).startsWith(-1, 1, -2, 2, -3, 3, -1, 4);
    assertThat(values(charts.get(1), "threshold")).hasSize(512).containsOnly(3.5);
    assertThat(html.length()).isLessThan(60_000); // whatever the length of the series
  }

  @Test
  void whereNothingWasDetectedItIsSaid() {
    assertThat(section(detected(20)))
        .contains("3,920 time steps: nothing was detected.")
        .doesNotContain("class=\"span");
  }

  private static Examples tagged(TaggedExample... tagged) {
    return new Examples(Split.VALIDATION, 512, List.of(), List.of(), List.of(tagged), List.of());
  }

  @Test
  void entitiesAreSpansWithTheirMistakesMarked() {
    TaggedExample wrong =
        new TaggedExample(
            "seq.in:7",
            List.of("play", "new", "york", "by", EVIL),
            List.of("O", "B-song", "I-song", "O", "B-artist"),
            List.of("O", "B-city", "I-city", "O", "B-artist"),
            3,
            "Play",
            "Rate");
    TaggedExample right =
        new TaggedExample(
            "b", List.of("go"), List.of("B-verb"), List.of("B-verb"), 0, "Play", "Play");
    String html = section(tagged(wrong, right));
    assertThat(html)
        .contains("<h2>Tags of the validation data</h2>", "Of 512 sequences")
        .contains("<h3>seq.in:7</h3>", "3 mistakes; class Play was taken for Rate")
        .contains(
            "<b>Actual</b> play <span class=\"entity missed\" title=\"song, was not found\">"
                + "<span>new york</span><small>song</small></span> by "
                + "<span class=\"entity\" title=\"artist\"><span>&lt;/p&gt;&lt;script&gt;")
        .contains(
            "<b>Predicted</b> play <span class=\"entity wrong\" title=\"city, was not there\">"
                + "<span>new york</span><small>city</small></span>")
        .contains("and 3 more time steps")
        .contains("Right; class Play is right")
        .doesNotContain("<script>");
    assertThat(count(html, "<p class=\"line")).isEqualTo(3); // what is right stands there once
  }

  @Test
  void otherTagsStandBelowTheirTimeSteps() {
    TaggedExample example =
        new TaggedExample(
            "a", List.of("<b>", "run"), List.of("DET", "V&B"), List.of("DET", "N"), 0, null, null);
    String html = section(tagged(example));
    assertThat(html)
        .contains("<span class=\"token\" title=\"DET\">&lt;b&gt;<small>DET</small></span>")
        .contains(
            "<span class=\"token wrong\" title=\"N, is V&amp;B\">run<small><s>N</s> V&amp;B</small>")
        .contains("1 mistake</p>")
        .doesNotContain("class=\"entity", "; class");
  }

  @Test
  void numbersAreAPointASequence() {
    Scatter scatter = new Scatter("price", new double[] {3, 1, 2}, new double[] {2.5, 1.5, 2});
    Examples numbers =
        new Examples(Split.TEST, 3, List.of(), List.of(), List.of(), List.of(scatter));
    String html = section(numbers);
    assertThat(html)
        .contains("<h2>Predicted and actual: the test data</h2>", "each of 3 sequences")
        .contains("<h3>price</h3>");
    Document chart = Drawings.of(html).get(0);
    assertThat(values(chart, "predicted")).containsExactly(1.5, 2, 2.5); // in order of x
    assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(3);
  }

  @Test
  void whatCannotBeDrawnIsToldAndTheRestStays() {
    double[][] unequal = {{4, 5, 6}, {6}};
    Examples broken = forecasts(forecast(Rank.MIDDLE, new double[] {0.1, 0.9}, unequal));
    assertThat(section(broken, detected(20)))
        .contains("The examples could not be drawn (java.lang.ArrayIndexOutOfBounds")
        .contains("see examples.json.</p>", "Anomalies in the test data: v1")
        .doesNotContain("Forecasts of the");
  }

  @Test
  void eachVariantHasItsOwn() {
    assertThat(section(Examples.NONE)).isEmpty();
    assertThat(section(detected(20), Examples.NONE, detected(20)))
        .contains("Anomalies in the test data: v0", "Anomalies in the test data: v2")
        .doesNotContain(": v1");
  }

  @Test
  void theReportCanBeDrawnAgainFromTheFile() throws IOException {
    double[][] quantiles = {{4, 5, 6}, {5, 6.5, 7.5}, {6, 8, 9}};
    Examples forecasts = forecasts(forecast(Rank.LOWEST, new double[] {0.1, 0.5, 0.9}, quantiles));
    DetectedSeries.Range range = new DetectedSeries.Range(2000, 2999, "a", "b", 1.5);
    TaggedExample tags =
        new TaggedExample("a", List.of("é"), List.of("X"), List.of("Y"), 0, null, null);
    Scatter scatter = new Scatter("x", new double[] {1.25, Double.NaN}, new double[] {3, -7.5e-9});
    Examples all =
        new Examples(
            Split.TEST,
            9,
            forecasts.forecasts(),
            detected(64, range).detected(),
            List.of(tags),
            List.of(scatter));
    byte[] json = ExamplesJson.write(all);
    Examples again = ExamplesJson.read(json, "examples.json");
    assertThat(section(again)).isEqualTo(section(all));
    assertThat(again.scatters().get(0).actual()).containsExactly(1.25, Double.NaN);
    assertThat(again.scatters().get(0).predicted()).containsExactly(3, -7.5e-9);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains("\"part\":\"TEST\",\"candidates\":9", "\"first_time\":\"a\"", "[1.25,null]")
        .doesNotContain("NaN", "\n");
    double[] exact = {1.23456789, -1e300, 0, 98765432.1};
    Scatter long1 = new Scatter("x", exact, exact);
    Examples rounded = new Examples(Split.TEST, 4, List.of(), List.of(), List.of(), List.of(long1));
    assertThat(new String(ExamplesJson.write(rounded), StandardCharsets.UTF_8))
        .contains("\"actual\":[1.23457,-1.0E300,0.0,9.87654E7]");
    for (String damaged : List.of("{}", "[1]", "{\"part\":\"TEST\"}", "{\"part\":3", "")) {
      assertThatThrownBy(
              () -> ExamplesJson.read(damaged.getBytes(StandardCharsets.UTF_8), "examples.json"))
          .isInstanceOf(RondoException.class)
          .hasMessageStartingWith("examples.json does not hold the examples of a run (")
          .hasMessageEndingWith("); repeat its training with --resume, which writes them again")
          .extracting(failure -> ((RondoException) failure).exitCode())
          .isEqualTo(ExitCode.CORRUPT);
    }
  }
}
