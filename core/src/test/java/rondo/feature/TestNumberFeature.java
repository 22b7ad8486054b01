package rondo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.feature.FeatureSpec.Scale;
import rondo.model.InputSpec;
import rondo.table.Field;
import rondo.table.ValueType;

class TestNumberFeature {
  private static final Field X = Field.of("x", ValueType.NUMBER);

  @TempDir Path folder;

  /** Golden values: mean 4, variance 8; 1 to 9; median 3, quartiles 2 and 5. */
  @ParameterizedTest
  @CsvSource({
    "NONE, 1, 9, 20",
    "STANDARD, -1.0606601, 1.767767, 5.656854",
    "MIN_MAX, 0, 1, 2.375",
    "ROBUST, -0.6666667, 2, 5.6666665"
  })
  void isScaledByTheLearnedPart(Scale scale, float first, float fifth, float other)
      throws IOException {
    Tables table = Tables.ofSteps(X).steps(1.0, 3.0, 2.0, 5.0, 9.0);
    table.sequence(Split.VALIDATION).step(20.0).sequence(Split.TEST).step(-1e9);
    Features features = table.fit(folder, Specs.number("x", scale));
    assertThat(features.input()).isEqualTo(InputSpec.dense(1));
    assertThat(features.tokenColumns()).isZero();
    assertThat(features.mostTokens()).isZero();
    assertThat(features.isTokenized()).isFalse();
    List<String> steps = table.encoded(folder, features);
    assertThat(number(steps.get(0))).isEqualTo(first);
    assertThat(number(steps.get(4))).isEqualTo(fifth);
    assertThat(number(steps.get(5))).isEqualTo(other);
  }

  private static float number(String step) {
    return Float.parseFloat(step.substring(1));
  }

  @ParameterizedTest
  @CsvSource({"STANDARD", "MIN_MAX", "ROBUST"})
  void equalNumbersAreOnlyCentered(Scale scale) throws IOException {
    Tables table = Tables.ofSteps(X).steps(0.1, 0.1, 0.1).steps(0.1, 0.1);
    Features features =
        Features.fit(List.of(Specs.number("x", scale)), table.stage(folder, 2), RangeScanner.LOCAL);
    Tables others = Tables.ofSteps(X).steps(0.1, 1.1);
    assertThat(others.encoded(folder, features)).containsExactly("|0", "|1");
  }

  @Test
  void severalNumbersAreScaledEachByItself() throws IOException {
    Tables table = Tables.ofSteps(Field.numbers("x", 3));
    table.steps(new double[] {0, 10, 5}, new double[] {4, 30, 5});
    Features features = table.fit(folder, Specs.number("x", Scale.MIN_MAX));
    assertThat(features.featureSize()).isEqualTo(3);
    Tables others = Tables.ofSteps(Field.numbers("x", 3)).steps(new double[] {1, 20, 6});
    assertThat(others.encoded(folder, features)).containsExactly("|0.25 0.5 1");
  }

  @Test
  void timeStepsOfOtherPartsDoNotCount() throws IOException {
    Tables table = Tables.ofSteps(X).sequence();
    table.step(Split.TRAIN, 0.0).step(Split.TRAIN, 2.0).step(Split.TEST, 100.0);
    Features features = table.fit(folder, Specs.number("x", Scale.MIN_MAX));
    assertThat(table.encoded(folder, features)).containsExactly("|0", "|1", "|50");
  }

  @Test
  void valuesOfSequencesAreRepeatedAndCountOnce() throws IOException {
    Tables table = new Tables(List.of(Field.of("age", ValueType.NUMBER)), List.of(X));
    table.sequence(10.0).step(0.0).step(0.0).step(1.0).sequence(30.0).step(1.0);
    table.sequence(Split.TEST, 50.0).step(1.0);
    Features features =
        table.fit(folder, Specs.number("x", Scale.MIN_MAX), Specs.number("age", Scale.STANDARD));
    assertThat(table.encoded(folder, features))
        .containsExactly("|0 -1", "|0 -1", "|1 -1", "|1 1", "|1 3");
  }

  @Test
  void farFromZeroNothingIsLost() throws IOException {
    Tables table = Tables.ofSteps(X);
    for (int i = 0; i < 50; i++) {
      table.steps(1e9 + i % 2, 1e9 + i % 2);
    }
    for (int shards : new int[] {1, 7}) {
      Features features =
          Features.fit(
              List.of(Specs.number("x", Scale.STANDARD)),
              table.stage(folder, shards),
              RangeScanner.LOCAL);
      List<String> steps = table.encoded(folder, features);
      assertThat(number(steps.get(0))).isCloseTo(-1, within(1e-6f));
      assertThat(number(steps.get(2))).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void quartilesOfManyNumbersAreThoseOfASample() throws IOException {
    Random random = new Random(1);
    Tables table = Tables.ofSteps(X);
    for (int i = 0; i < 20; i++) {
      Object[] numbers = new Object[20_000];
      Arrays.setAll(numbers, k -> random.nextDouble());
      table.steps(numbers);
    }
    FeatureSpec spec = Specs.number("x", Scale.ROBUST);
    Features features = Features.fit(List.of(spec), table.stage(folder, 3), RangeScanner.LOCAL);
    Features again = Features.fit(List.of(spec), table.stage(folder, 3), RangeScanner.LOCAL);
    assertThat(again.toJson()).isEqualTo(features.toJson());
    List<String> steps = Tables.ofSteps(X).steps(0.5, 0.25, 0.75).encoded(folder, features);
    assertThat(number(steps.get(0))).isCloseTo(0, within(0.02f)); // about five deviations
    assertThat(number(steps.get(1))).isCloseTo(-0.5f, within(0.02f));
    assertThat(number(steps.get(2))).isCloseTo(0.5f, within(0.02f));
  }

  @Test
  void numbersThatNoFloatHoldsBecomeTheLargest() throws IOException {
    Tables table = Tables.ofSteps(X).steps(1e300, -1e300);
    Features features = table.fit(folder, Specs.number("x", Scale.NONE));
    assertThat(table.encoded(folder, features)).containsExactly("|3.4028235E38", "|-3.4028235E38");
  }

  @Test
  void numbersThatCannotBeScaledAreRefused() {
    Tables table = Tables.ofSteps(X).steps(-1e308, 1e308);
    assertThatThrownBy(() -> table.fit(folder, Specs.number("x", Scale.MIN_MAX)))
        .hasMessage(
            "x: got numbers from -1.0E308 to 1.0E308, expected some that can be scaled; divide"
                + " them in data.query");
  }
}
