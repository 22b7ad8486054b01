package rondo.spark.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import rondo.spark.report.chart.LineChart.Level;
import rondo.spark.report.chart.LineChart.Mark;

class TestLineChart {
  @Test
  void saysWhatItIsAndHasItsScales() {
    Document svg = Drawings.parse(chart(new double[] {1, 2, 3}).svg());
    assertThat(text(svg, "title")).isEqualTo("Loss & <more>");
    assertThat(text(svg, "desc")).isEqualTo("It \"falls\"");
    assertThat(svg.getDocumentElement().getAttribute("data-x")).isEqualTo("linear 0.0 10.0 58 486");
    assertThat(svg.getDocumentElement().getAttribute("data-y")).startsWith("linear ");
  }

  @Test
  void drawsPointsInTheirPlaces() {
    Document svg = Drawings.parse(chart(new double[] {0, 4}).svg());
    Element path = (Element) svg.getElementsByTagName("path").item(0);
    assertThat(path.getAttribute("d")).isEqualTo("M58 190L100.8 22.08");
    assertThat(path.getAttribute("data-name")).isEqualTo("a \"name\"");
  }

  @Test
  void interruptsTheLineWhereNothingIs() {
    String svg = chart(new double[] {1, Double.NaN, 2, 3, Double.NaN}).svg();
    assertThat(svg).containsPattern(" d=\"M[^ML]+M[^ML]+L[^ML]+\"").doesNotContain("NaN");
  }

  @Test
  void onePointIsADotAndNothingSaysSo() {
    assertThat(chart(new double[] {1}).svg())
        .contains("<circle")
        .doesNotContain("nothing recorded");
    assertThat(chart(new double[0]).svg()).doesNotContain("<circle").contains("nothing recorded");
  }

  @Test
  void marksAndLevelsThatAreOutsideAreLeftOut() {
    Axis y = Axis.exact("y", 0, 1);
    LineChart chart =
        new LineChart(
            "t",
            "d",
            500,
            230,
            Axis.exact("x", 0, 10),
            y,
            List.of(),
            List.of(new Mark(5, 0.5, "here", "s0"), new Mark(5, 9, "outside", "s0")),
            List.of(new Level(0.3, "level"), new Level(7, "above")));
    assertThat(chart.svg()).contains(">here<", ">level<").doesNotContain("outside", "above");
  }

  @Test
  void spansAndBandsAreBehindTheCurves() {
    LineChart chart = chart(new double[] {0, 4});
    String svg =
        chart
            .with(
                List.of(
                    new LineChart.Band(
                        "s1",
                        new double[] {0, 1, 2},
                        new double[] {0, Double.NaN, 1},
                        new double[] {4, 4, 4})),
                List.of(new LineChart.Span(5, 5, "detected", "here <&> there")))
            .svg();
    Document document = Drawings.parse(svg);
    Element span = (Element) document.getElementsByTagName("rect").item(1);
    assertThat(span.getTextContent()).isEqualTo("here <&> there");
    assertThat(span.getAttribute("x")).isEqualTo("272");
    assertThat(span.getAttribute("width")).isEqualTo("2");
    Element band = (Element) document.getElementsByTagName("polygon").item(0);
    assertThat(band.getAttribute("class")).isEqualTo("band s1");
    assertThat(band.getAttribute("points").split(" ")).hasSize(5); // what is not there is left out
    assertThat(svg.indexOf("<rect class")).isLessThan(svg.indexOf("<polygon"));
    assertThat(svg.indexOf("<polygon")).isLessThan(svg.indexOf("<path"));
  }

  @Property(tries = 300)
  void isWellFormedWhateverTheNumbers(@ForAll @Size(max = 6) double[] values) {
    String svg = chart(values).svg();
    Drawings.parse(svg);
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  private static LineChart chart(double[] values) {
    double[] x = new double[values.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    Curve curve = new Curve(x, values);
    Series series = Series.line("a \"name\"", "s0", curve);
    return LineChart.of(
        "Loss & <more>",
        "It \"falls\"",
        500,
        230,
        Axis.exact("x", 0, 10),
        Axis.fitting("y", curve.range(), 10),
        List.of(series));
  }

  private static String text(Document svg, String tag) {
    return svg.getElementsByTagName(tag).item(0).getTextContent();
  }
}
