package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rondo.spark.report.RunHistory.RecordedFlow;
import rondo.train.GradientFlow;

class TestFlowSection {
  @Test
  void saysWhetherTheGradientVanishes() {
    assertThat(verdict(1, 0.5, 0.25))
        .isEqualTo("2 steps back, the gradient has 25% of the size that it has at the loss.");
    assertThat(verdict(1, 1e-4, 1e-8))
        .isEqualTo(
            "2 steps back, the gradient has 1.0e-8 times the size that it has at the loss: it"
                + " vanishes.");
    assertThat(verdict(1, 1e3))
        .endsWith(
            "1 steps back, the gradient has 100000% of the size"
                + " that it has at the loss: it explodes.");
    assertThat(verdict(1, 0))
        .endsWith("has 0 times the size that it has at the loss: it vanishes.");
  }

  @Test
  void saysNothingOfNothing() {
    assertThat(verdict(1)).isEmpty();
    assertThat(verdict(0, 1)).isEmpty();
    assertThat(verdict(1, Double.NaN)).isEmpty();
  }

  private static String verdict(double... norms) {
    GradientFlow flow = new GradientFlow(new double[][] {norms});
    return FlowSection.verdict(new RecordedFlow(0, flow));
  }
}
