package rondo.float64.network;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link AbstractTestCell}, but that a layer of one or two units has nothing to normalise. */
abstract class AbstractTestNormalizedCell extends AbstractTestCell {
  static Stream<List<Integer>> wideStacks() {
    return Stream.of(List.of(17), List.of(5, 16), List.of(6, 17, 4));
  }

  /** Small: where the units of a gate are close to each other, their quotients are curved. */
  @Override
  double step() {
    return 3e-7;
  }

  @Override
  @ParameterizedTest
  @MethodSource("wideStacks")
  void stackedLayers(List<Integer> hidden) {
    super.stackedLayers(hidden);
  }
}
