package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import rondo.model.CounterRandom;

class TestNgramModel {
  /** A source of three tokens whose next token depends on the two before it. */
  private static int[] source(int length, long seed) {
    int[] tokens = new int[length];
    for (int i = 2; i < length; i++) {
      double u = CounterRandom.uniform(seed, i);
      int likely = (tokens[i - 1] + 2 * tokens[i - 2]) % 3;
      tokens[i] = u < 0.8 ? likely : (likely + (u < 0.9 ? 1 : 2)) % 3;
    }
    return tokens;
  }

  @Property(tries = 100)
  void probabilitiesAddUpToOne(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int order,
      @ForAll @IntRange(max = 200) int length) {
    NgramModel model = NgramModel.train(source(length, seed), order, 5);
    int[] text = Arrays.copyOf(source(12, seed + 1), 13);
    double sum = 0;
    for (int token = 0; token < 5; token++) {
      text[12] = token;
      double probability = model.probability(text, 12);
      assertThat(probability).isPositive();
      sum += probability;
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void reachesTheEntropyOfItsSource() {
    double entropy = -(0.8 * Math.log(0.8) + 0.2 * Math.log(0.1));
    int[] text = source(20_000, 1);
    int[] heldOut = source(20_000, 2);
    assertThat(NgramModel.train(text, 3, 3).nats(heldOut)).isCloseTo(entropy, within(0.02));
    assertThat(NgramModel.train(text, 5, 3).nats(heldOut)).isCloseTo(entropy, within(0.03));
    assertThat(NgramModel.train(text, 2, 3).nats(heldOut)).isGreaterThan(entropy + 0.1);
  }

  /**
   * Worked out by hand. Of the text 1 2 1 2 1 3, token 1 follows one other and begins the text, 2
   * and 3 follow one other. So Y = 2 / (2 + 2 * 1), D1 = 1 - 2 Y / 2 = 0.5, and D2 = 2 is limited
   * to 1.95; what is taken off, 0.5 + 0.5 + 1.95, goes to four equally likely tokens.
   */
  @Test
  void afterAnUnseenContextTokensCountByWhatTheyFollow() {
    NgramModel bigrams = NgramModel.train(new int[] {1, 2, 1, 2, 1, 3}, 2, 4);
    double spread = 2.95 / 4;
    assertThat(bigrams.probability(new int[] {3, 0}, 1)).isCloseTo(spread / 4, within(1e-12));
    assertThat(bigrams.probability(new int[] {3, 1}, 1))
        .isCloseTo((2 - 1.95 + spread) / 4, within(1e-12));
    assertThat(bigrams.probability(new int[] {3, 2}, 1))
        .isCloseTo((1 - 0.5 + spread) / 4, within(1e-12));
  }

  @Test
  void withoutAnyTextAllTokensAreEquallyLikely() {
    assertThat(NgramModel.train(new int[0], 4, 8).nats(new int[] {1, 2, 3}))
        .isCloseTo(Math.log(8), within(1e-12));
  }

  @Test
  void refusesOrdersOutOfRange() {
    assertThatThrownBy(() -> NgramModel.train(new int[3], 0, 2)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> NgramModel.train(new int[3], 17, 2)).hasMessageContaining("got 17");
    assertThatThrownBy(() -> NgramModel.train(new int[3], 2, 2).nats(new int[1]))
        .hasMessageContaining("got 1");
  }
}
