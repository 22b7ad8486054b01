package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestRoundInput {
  private static final float[] STATE = {5, 6};
  private static final RoundInput INPUT =
      new RoundInput(
          3,
          40,
          8,
          100,
          1000,
          0.5,
          new float[] {1, 2},
          new float[][] {{3, 4}},
          Map.of(0, STATE, 2, new float[] {7, 8}));

  @Test
  void whatIsCommonHasNoStates() {
    RoundInput common = INPUT.common();
    assertThat(common.carried).isEmpty();
    assertThat(common).usingRecursiveComparison().ignoringFields("carried").isEqualTo(INPUT);
    assertThat(common.bytes()).isEqualTo(4 * 4);
    assertThat(INPUT.bytes()).isEqualTo(4 * 8);
  }

  @Test
  void aShardGetsItsOwnStateBackAndNoOther() {
    RoundInput first = INPUT.common().forShard(0, STATE);
    assertThat(first.carried).containsOnlyKeys(0);
    assertThat(first.carried.get(0)).isSameAs(STATE);
    assertThat(first.parameters).isSameAs(INPUT.parameters);
    assertThat(INPUT.common().forShard(1, null).carried).isEmpty();
  }
}
