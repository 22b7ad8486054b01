package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TestShuffledWindows {
  private static long[] order(long seed, int epoch, int size) {
    return LongStream.range(0, size)
        .map(place -> new ShuffledWindows(seed).at(epoch, size, place))
        .toArray();
  }

  @Property(tries = 100)
  void visitsEveryWindowOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 9) int epoch,
      @ForAll @IntRange(min = 1, max = 3000) int size) {
    assertThat(LongStream.of(order(seed, epoch, size)).sorted().toArray())
        .isEqualTo(LongStream.range(0, size).toArray());
  }

  @Test
  void ordersAreUnlikeEachOther() {
    long[] one = order(1, 0, 1000);
    for (long[] other : new long[][] {order(1, 1, 1000), order(2, 0, 1000)}) {
      long same = LongStream.range(0, 1000).filter(i -> one[(int) i] == other[(int) i]).count();
      assertThat(same).isLessThan(10); // one is to be expected
    }
    long near =
        LongStream.range(1, 1000)
            .filter(i -> Math.abs(one[(int) i] - one[(int) i - 1]) < 10)
            .count();
    assertThat(near).isLessThan(50); // 20 are to be expected
    long size = 50_000_000_000L;
    assertThat(new ShuffledWindows(1).at(0, size, size - 1)).isBetween(0L, size - 1);
  }
}
