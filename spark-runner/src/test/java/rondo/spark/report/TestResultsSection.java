package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import rondo.metric.Tables;
import rondo.metric.Tables.ClassLine;
import rondo.metric.Tables.Confusion;
import rondo.metric.Tables.HorizonLine;
import rondo.spark.report.ReportData.Measure;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Drawings;

class TestResultsSection {
  private static String section(Tables... tables) {
    return section(List.of(variant("", 0, tables)));
  }

  private static Variant variant(String name, long bestRound, Tables... tables) {
    return new Variant(
        name,
        "LSTM 8",
        100,
        Runs.history(3, 3, 1),
        bestRound,
        1.25,
        List.of(new Measure("macro_f1", 0.9312, true), new Measure("r2", 0.5, false)),
        List.of(tables),
        null,
        List.of());
  }

  private static String section(List<Variant> variants) {
    String html = page(variants);
    int from = html.indexOf("<h2>On the test data</h2>");
    return from < 0 ? "" : html.substring(from, html.indexOf("</section>", from));
  }

  private static String page(List<Variant> variants) {
    LossUnit unit = LossUnit.of("SOFTMAX_CROSS_ENTROPY", "sequence");
    ReportData data =
        new ReportData("A run", unit, List.of(), variants, List.of(), "{}", List.of());
    return Report.html(data);
  }

  private static ClassLine line(String label, long support, double auc, double error) {
    return new ClassLine(label, support, 20, 15, 0.75, 0.5, 0.6, auc, error);
  }

  @Test
  void confusionAndClasses() {
    Confusion confusion = new Confusion(List.of("yes", "no"), new long[][] {{3, 1}, {0, 6}});
    List<ClassLine> lines = List.of(line("yes", 1030, 0.98765, 0.00001), line("no", 4, 0.9, 0.002));
    String html = section(new Tables("", confusion, lines, List.of()));
    assertThat(html)
        .contains("<h3>Confusion</h3>", "<title>yes as no: 1</title>", ">75%</text>")
        .contains(
            "<tr><th>yes</th>\n<td>1,030</td>\n<td>20</td>\n<td>75.00%</td>\n<td>50.00%</td>\n"
                + "<td>60.00%</td>\n<td>0.9877</td>")
        .contains("<td>0.9000 ± 0.002</td>");
  }

  @Test
  void partsOfAJointModelAreNamed() {
    List<ClassLine> types = List.of(line("PER", 30, Double.NaN, Double.NaN));
    Confusion confusion = new Confusion(List.of("a", "b"), new long[][] {{3, 1}, {0, 6}});
    String html =
        section(
            List.of(
                variant("one", 0, new Tables("tags", null, types, List.of())),
                variant("two", 0, new Tables("class", confusion, List.of(), List.of()))));
    assertThat(html)
        .contains("<h3>one, tags</h3>", "<h3>Confusion: two, class</h3>")
        .contains("<tr><th>PER</th>")
        .doesNotContain("AUC", "NaN");
  }

  @Test
  void manyClassesAreToldByTheMostFrequent() {
    List<ClassLine> lines =
        IntStream.range(0, 150).mapToObj(i -> line("c" + i + ".", i, 0.5, 0)).toList();
    List<String> labels = lines.stream().map(ClassLine::label).toList();
    long[][] counts = new long[150][150];
    for (int i = 0; i < 150; i++) {
      counts[i][i] = i;
      counts[i][(i + 1) % 150] = 1;
    }
    Confusion confusion = new Confusion(labels, counts);
    String html = section(new Tables("", confusion, lines, List.of()));
    assertThat(html)
        .contains("The 100 with the largest support of 150", "<th>c50.</th>", "<th>c149.</th>")
        .contains("Of 150 classes, the 49 with the largest support; all others are taken together")
        .contains("<title>c101. as c101.: 101</title>", "<title>c149. as 101 others: 1</title>")
        // 0 + 1 + ... + 100 that are right, and 100 that were taken for their neighbour
        .contains("<title>101 others as 101 others: 5,150</title>")
        .contains("<title>101 others as c101.: 1</title>")
        .doesNotContain("<th>c49.</th>", "c100. as");
  }

  @Test
  void errorsOfForecastsByStep() {
    List<HorizonLine> lines =
        IntStream.rangeClosed(1, 5)
            .mapToObj(step -> new HorizonLine(0, step, 9, step, 2 * step, Double.NaN, step / 4.0))
            .toList();
    String html = section(new Tables("", null, List.of(), lines));
    List<Document> charts = Drawings.of(html);
    assertThat(charts).hasSize(3);
    assertThat(html)
        .contains("<h3>Mean absolute error by step</h3>", "<h3>Quantile loss by step</h3>")
        .doesNotContain("MASE", "<table>");
    // The scales stand in the drawing, so that the numbers can be read back.
    List<Double> mae = values(charts.get(0));
    assertThat(mae).hasSize(5);
    for (int step = 1; step <= 5; step++) {
      assertThat(mae.get(step - 1)).isCloseTo(step, within(0.05));
    }
  }

  /** What the points of the only curve stand for. */
  private static List<Double> values(Document chart) {
    String[] scale = chart.getDocumentElement().getAttribute("data-y").split(" ");
    double min = Double.parseDouble(scale[1]);
    double max = Double.parseDouble(scale[2]);
    double from = Double.parseDouble(scale[3]);
    double to = Double.parseDouble(scale[4]);
    Element path = (Element) chart.getElementsByTagName("path").item(0);
    return Arrays.stream(path.getAttribute("d").substring(1).split("L"))
        .map(point -> Double.parseDouble(point.split(" ")[1]))
        .map(y -> min + (y - from) / (to - from) * (max - min))
        .toList();
  }

  @Test
  void severalTargetsWithoutAForecastAreATable() {
    List<HorizonLine> lines =
        List.of(
            new HorizonLine(0, 1, 9, 0.5, 0.75, 2, Double.NaN),
            new HorizonLine(1, 1, 9, 4, 5, Double.NaN, Double.NaN));
    String html = section(new Tables("", null, List.of(), lines));
    assertThat(Drawings.of(html)).isEmpty();
    assertThat(html)
        .contains(
            "<tr>\n<th>target 1</th>\n<td>0.5000</td>\n<td>0.7500</td>\n<td>2.000</td>",
            "<tr>\n<th>target 2</th>\n<td>4.000</td>\n<td>5.000</td>\n<td>–</td>");
  }

  @Test
  void figuresStandInCardsOrInTheTable() {
    assertThat(section(List.of(variant("", 0)))).isEmpty();
    assertThat(page(List.of(variant("", 0))))
        .contains("<span class=\"name\">Macro f1</span>\n<strong>93.12%</strong>")
        .contains("<span class=\"name\">R2</span>\n<strong>0.5000</strong>");
    assertThat(page(List.of(variant("a", 0), variant("b", 0))))
        .contains("<th>Macro f1</th>\n<th>R2</th>", "<td>93.12%</td>\n<td>0.5000</td>");
  }

  @Test
  void theBestIsTheModelThatWasKept() {
    RunHistory history = Runs.history(3, 3, 1);
    assertThat(history.best(0)).isSameAs(history.best());
    assertThat(history.best(200).round()).isEqualTo(200);
    assertThat(history.best().round()).isEqualTo(300);
    assertThat(page(List.of(variant("", 200))))
        .contains("best, epoch 2")
        .doesNotContain("best, epoch 3");
  }
}
