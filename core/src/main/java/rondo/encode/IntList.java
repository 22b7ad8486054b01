package rondo.encode;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Numbers as they come. */
final class IntList implements IntConsumer {
  private int[] values = new int[16];
  private int size;

  @Override
  public void accept(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
