package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.metric.Tables;
import rondo.metric.Tables.ClassLine;
import rondo.metric.Tables.Confusion;
import rondo.round.RoundMetrics;
import rondo.spark.report.ReportData.Baseline;
import rondo.spark.report.ReportData.Fact;
import rondo.spark.report.ReportData.Measure;
import rondo.spark.report.ReportData.Sample;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Drawings;

class TestReport {
  private static final LossUnit NATS = LossUnit.of("SOFTMAX_CROSS_ENTROPY", "character");

  @Test
  void oneModelHasCardsChartsAndSamples() {
    String html = body(Runs.languageModel());
    assertThat(Drawings.of(html)).hasSize(6);
    assertThat(html)
        .contains("<h1>Language model of glosses.txt</h1>")
        .contains("LSTM 2 x 256 · 912,345 parameters")
        .contains("<strong>1.131</strong>", "1.63 bits a character", "67.31%")
        .contains("<h3>Bits a character</h3>", "order-5 n-gram</span>")
        .contains("<h3>Loss: cross-entropy, nats a character</h3>", ">best 1.133</text>")
        .contains("<h3>Validation accuracy</h3>", "compute 94%, sync 6%")
        .contains("Clipped: 12% of steps.")
        .contains("100 steps back, the gradient in the top layer has 0.20% of the size")
        .contains("<dt>Kernels</dt>\n<dd>vector, 16 lanes</dd>");
  }

  @Test
  void severalModelsShareTheCharts() {
    String html = body(Runs.comparison());
    assertThat(Drawings.of(html)).hasSize(7);
    assertThat(html)
        .contains("<h3>Loss: mean squared error (logarithmic)</h3>")
        .contains("data-name=\"lstm, validation\"", "data-name=\"rnn, validation\"")
        .contains("lstm 12% of steps, rnn 12% of steps")
        .contains("the size that it has at the loss: it vanishes.");
  }

  @Test
  void isOneFileThatNeedsNoNetwork() {
    for (ReportData data : List.of(Runs.languageModel(), Runs.comparison())) {
      String html = Report.html(data).replace("http://www.w3.org/2000/svg", "");
      assertThat(html).doesNotContain("http:", "https:", "src=", "href=", "@import", "url(data");
      assertThat(html.length()).isLessThan(200_000);
    }
  }

  @Test
  void textCanDoNoHarm() {
    String evil =
        "</script><script>alert(1)</script><img src=x onerror=\"alert('2')\">\u0000\u202e";
    Variant variant =
        new Variant(
            evil,
            evil,
            1,
            Runs.history(1, 3, 1, 0.9),
            0,
            1,
            List.of(new Measure(evil, 0.5, true)),
            List.of(
                new Tables(
                    evil,
                    new Confusion(List.of(evil, evil), new long[][] {{1, 2}, {3, 4}}),
                    List.of(new ClassLine(evil, 1, 1, 1, 1, 1, 1, 1, 0)),
                    List.of())),
            evil,
            List.of(new Sample(evil, evil, evil)));
    String html =
        Report.html(
            new ReportData(
                evil,
                new LossUnit(evil, evil, evil),
                List.of(new Fact(evil, evil)),
                List.of(variant, variant),
                List.of(new Baseline(evil, 1)),
                evil,
                List.of(new Fact(evil, evil))));
    assertThat(html).doesNotContain("<script>alert", "<img", "\u0000", "\u202e");
    assertThat(html.split("<script>", -1)).hasSize(2);
    assertThat(Drawings.of(html)).isNotEmpty();
  }

  @Test
  void aRunThatCameToNothingStillHasAReport() {
    String html = Report.html(of(new RunHistory(), "the loss became NaN in round 1"));
    assertThat(html)
        .contains("Training stopped: the loss became NaN in round 1. The last good model was kept.")
        .contains("nothing recorded")
        .doesNotContain("NaN</")
        .doesNotContain("Infinity");
    assertThat(Drawings.of(html)).hasSize(4);
  }

  @Test
  void aRunOfOneRoundHasPoints() {
    RunHistory history = new RunHistory();
    history.started(Runs.plan(1));
    history.round(Runs.round(100, 3, 1, 0));
    String html = Report.html(of(history, null));
    assertThat(Drawings.of(html)).hasSize(5);
    assertThat(html).contains("<circle").contains("best, epoch 1").doesNotContain("NaN");
  }

  @Test
  void lossesThatAreNotNumbersLeaveGaps() {
    RunHistory history = new RunHistory();
    for (double loss : new double[] {3, Double.NaN, Double.POSITIVE_INFINITY, 2}) {
      history.round(
          new RoundMetrics(
              1,
              1,
              1,
              loss,
              loss,
              Map.of(),
              0,
              loss,
              new RoundMetrics.Times(0, 0, 0, 0, 0),
              0,
              0,
              loss,
              Double.NaN,
              0,
              0,
              0,
              0));
    }
    String html = Report.html(of(history, null));
    assertThat(Drawings.of(html)).hasSize(4);
    assertThat(html.substring(html.indexOf("<body>"))).doesNotContain("NaN", "Infinity");
  }

  @Test
  void refusesToShowNothing() {
    assertThatThrownBy(
            () -> new ReportData("", NATS, List.of(), List.of(), List.of(), "", List.of()))
        .hasMessage("A report shows at least one model, got none");
  }

  private static String body(ReportData data) {
    String html = Report.html(data);
    return html.substring(html.indexOf("<main>"));
  }

  private static ReportData of(RunHistory history, String divergence) {
    Variant variant =
        new Variant(
            "", "LSTM 8", 100, history, 0, Double.NaN, List.of(), List.of(), divergence, List.of());
    return new ReportData("A run", NATS, List.of(), List.of(variant), List.of(), "{}", List.of());
  }
}
