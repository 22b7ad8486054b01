package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TestProgressLine {
  private static final ProgressState STATE =
      new ProgressState(3.42, 20, 342, 2000, 1.43214, 1.5, 123_456, 0.93, 187);

  @Test
  void tellsAllOnAWideTerminal() {
    assertThat(ProgressLine.line(STATE, 160))
        .isEqualTo(
            "epoch 3.42/20  ━━━━────────────────────  17%  round 342/2000  loss 1.432  valid 1.500"
                + "  123k steps/s  compute 93%  sync 7%  ETA 3 min 07 s");
  }

  @Test
  void leavesOutTheLeastImportantFirst() {
    assertThat(ProgressLine.line(STATE, 80))
        .isEqualTo("epoch 3.42/20  17%  loss 1.432  valid 1.500  123k steps/s  ETA 3 min 07 s");
    assertThat(ProgressLine.line(STATE, 52))
        .isEqualTo("epoch 3.42/20  17%  loss 1.432  ETA 3 min 07 s");
    assertThat(ProgressLine.line(STATE, 36)).isEqualTo("epoch 3.42/20  17%  loss 1.432");
    assertThat(ProgressLine.line(STATE, 23)).isEqualTo("epoch 3.42/20  ━───────");
    assertThat(ProgressLine.line(STATE, 5)).isEqualTo("epoch");
  }

  @Test
  void doesNotTellWhatIsNotKnown() {
    ProgressState first = new ProgressState(0.01, 2.5, 1, 100, 4.5, Double.NaN, 100, 1, Double.NaN);
    assertThat(ProgressLine.line(first, 160))
        .startsWith("epoch 0.01/2.50  ")
        .doesNotContain("valid")
        .endsWith("ETA –");
  }

  @Property(tries = 500)
  void isNeverWiderThanAskedFor(
      @ForAll @IntRange(min = 0, max = 300) int width,
      @ForAll @DoubleRange(min = 0, max = 1e6) double epoch,
      @ForAll double loss,
      @ForAll @IntRange(min = 0, max = 5000) int round) {
    ProgressState state =
        new ProgressState(epoch, 1e6, round, 4000, loss, loss, 1 / loss, 0.5, loss);
    assertThat(ProgressLine.line(state, width).length()).isLessThanOrEqualTo(width);
    assertThat(ProgressLine.lasting("lstm  ", state, true, true, width).length())
        .isLessThanOrEqualTo(width);
  }
}
