package rondo.spark.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestCurve {
  private static final int N = 1000;

  @Test
  void smoothingKeepsAStraightLineAndItsStart() {
    Curve line = curve(i -> 3.0 * i);
    double[] smooth = line.smooth(20).y();
    for (int i = 0; i < N - 25; i++) {
      assertThat(smooth[i]).isEqualTo(3.0 * i);
    }
    assertThat(line.y()[7]).isEqualTo(21);
  }

  @Test
  void smoothingTakesNoiseAway() {
    double[] smooth = curve(i -> i % 2 == 0 ? 1 : -1).smooth(20).y();
    assertThat(Arrays.stream(smooth).skip(50).map(Math::abs).max().orElseThrow()).isLessThan(0.05);
  }

  @Test
  void smoothingSkipsWhatIsNotThere() {
    Curve curve = curve(i -> i % 3 == 0 ? Double.NaN : 5);
    assertThat(Arrays.stream(curve.smooth(20).y()).skip(1)).containsOnly(5.0);
    assertThat(new Curve(new double[] {1}, new double[] {2}).smooth(20).y()).containsExactly(2);
    assertThat(new Curve(new double[0], new double[0]).smooth(20).y()).isEmpty();
  }

  @Test
  void thinningKeepsTheExtremesInOrder() {
    Curve thin = curve(i -> i == 501 ? 9 : i == 777 ? -9 : Math.sin(i)).thin(100);
    assertThat(thin.x()).hasSize(100).isSorted();
    assertThat(thin.y()).contains(9, -9);
    Curve few = curve(i -> i);
    assertThat(few.thin(N)).isSameAs(few);
  }

  @Test
  void aRangeWithoutTheTop() {
    Curve curve = curve(i -> i < 10 ? 100 : 1 + i / 1024.0);
    assertThat(curve.rangeWithoutTop(0.02)).isEqualTo(new Range(1 + 10 / 1024.0, 1 + 989 / 1024.0));
    assertThat(curve.range().max()).isEqualTo(100);
    assertThat(curve(i -> Double.NaN).rangeWithoutTop(0.02).isEmpty()).isTrue();
  }

  @Test
  void refusesUnequalLengths() {
    assertThatThrownBy(() -> new Curve(new double[2], new double[3]))
        .hasMessage("Curve: got 2 x and 3 y, expected as many");
  }

  private static Curve curve(IntToDoubleFunction y) {
    return new Curve(
        IntStream.range(0, N).asDoubleStream().toArray(),
        IntStream.range(0, N).mapToDouble(y).toArray());
  }
}
