package rondo.midi;

import java.util.TreeSet;
import java.util.stream.IntStream;
import rondo.model.CounterRandom;

/** Pieces made up of a formula. */
final class Pieces {
  private Pieces() {}

  /** Every third key of some, in each time step another choice. */
  static int[][] random(long seed, int steps) {
    return IntStream.range(0, steps)
        .mapToObj(
            t ->
                IntStream.range(50, 62)
                    .filter(number -> CounterRandom.below(seed, 128L * t + number, 3) == 0)
                    .toArray())
        .toArray(int[][]::new);
  }

  static TreeSet<Integer> set(int[] numbers) {
    TreeSet<Integer> set = new TreeSet<>();
    for (int number : numbers) {
      set.add(number);
    }
    return set;
  }
}
