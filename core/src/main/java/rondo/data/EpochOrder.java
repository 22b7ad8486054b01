package rondo.data;

import java.util.stream.IntStream;

/** The order in which examples are visited in an epoch: a pure function. */
@FunctionalInterface
public interface EpochOrder {
  /** As they are stored, in every epoch. */
  EpochOrder STORED = (epoch, size) -> IntStream.range(0, size).toArray();

  /** The numbers 0 to {@code size} - 1, each once. The caller may change the array. */
  int[] of(int epoch, int size);
}
