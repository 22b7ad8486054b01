package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.export.ModelSummary;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;

class TestInspectText {
  @Test
  void columnsOfTokensBesideRealInputs() {
    List<TokenColumn> columns = List.of(new TokenColumn(5, 3), new TokenColumn(9, 4));
    String vectors = "input    5 tokens, vectors of 3 learned; 9 tokens, vectors of 4 learned";
    assertThat(model(InputSpec.mixed(columns, 2))).startsWith(vectors + "; 2 real numbers\n");
    assertThat(model(InputSpec.mixed(columns, 0))).startsWith(vectors + "\n");
  }

  private static String model(InputSpec input) {
    ModelSpec spec =
        new ModelSpec(input, CellSpec.of("gru"), List.of(4), 0, 0, InitialState.ZERO, 3);
    return InspectText.model(spec, ModelSummary.of(spec));
  }

  @Test
  void aModelAsATable() {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.oneHot(10),
            CellSpec.of("lstm"),
            List.of(4, 3),
            0.2,
            0,
            InitialState.ZERO,
            10);
    assertThat(InspectText.model(spec, ModelSummary.of(spec)))
        .startsWith(
            """
            input    10 tokens, one-hot
            layer0   lstm, 4 hidden units
            layer1   lstm, 3 hidden units
            head     10 outputs
            dropout  20% between layers, 0% of the state

            tensor         shape  parameters    share
            layer0.w_x   10 x 16         160      43%
            """)
        .containsPattern("total +376 +0\\.0 MiB\n$");
  }

  @Test
  void bothDirectionsAndBothOutputs() {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.dense(10),
            CellSpec.of("gru"),
            List.of(4),
            0,
            0,
            InitialState.ZERO,
            true,
            new HeadSpec(7, 2, HeadSpec.Pooling.ATTENTION, false, false));
    assertThat(InspectText.model(spec, ModelSummary.of(spec)))
        .startsWith(
            """
            input    10 real numbers
            layer0   gru, 4 hidden units in each direction
            head     7 outputs
            sequence 2 outputs, pooled by attention
            """)
        .contains("layer0.reverse.w_x", "sequence.attention.w");
  }

  @Test
  void aHistoryAsLinesAndATable() {
    String text = InspectText.history(Runs.history(20, 3, 1), 0);
    assertThat(text).startsWith("2,000 rounds, 20 epochs, 12,800,000 time steps in 1 min 11 s (");
    assertThat(text).containsPattern("train  ██[▁-█]{58}  2\\.\\d+ to 0\\.\\d+\n");
    assertThat(text).containsPattern("valid  █[▁-█]{19}  ");
    assertThat(text.lines().filter(line -> line.endsWith("best"))).hasSize(1);
    assertThat(text.lines().count()).isBetween(17L, 18L);
  }

  @Test
  void aRunThatHasJustBegun() {
    assertThat(InspectText.history(new RunHistory(), 0)).isEqualTo("No round is done yet.\n");
  }

  @Test
  void aSparklineOfAnything() {
    assertThat(Sparkline.of(new double[] {1, 2, 3}, 60)).isEqualTo("▁▅█");
    assertThat(Sparkline.of(new double[] {1, 1}, 60)).isEqualTo("▅▅");
    assertThat(Sparkline.of(new double[] {1, Double.NaN, 2}, 60)).isEqualTo("▁ █");
    assertThat(Sparkline.of(new double[] {0, 2, 8, 10}, 2)).isEqualTo("▁█");
    assertThat(Sparkline.of(new double[] {Double.NaN}, 60)).isEmpty();
    assertThat(Sparkline.of(new double[0], 60)).isEmpty();
  }
}
