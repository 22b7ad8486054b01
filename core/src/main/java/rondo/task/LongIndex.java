package rondo.task;

import java.util.Arrays;

/** Numbers different keys 0, 1, 2, ... as they come: a hash table of well mixed longs. */
final class LongIndex {
  private long[] keys = new long[1 << 10]; // by number
  private int[] slots = new int[1 << 11]; // number + 1, or 0
  private int size;

  /** Different keys so far. */
  int size() {
    return size;
  }

  /** Number of a key, or -1. */
  int find(long key) {
    int mask = slots.length - 1;
    for (int slot = slot(key, mask); slots[slot] != 0; slot = (slot + 1) & mask) {
      if (keys[slots[slot] - 1] == key) {
        return slots[slot] - 1;
      }
    }
    return -1;
  }

  /** Number of a key, a new one if need be. */
  int add(long key) {
    int mask = slots.length - 1;
    int slot = slot(key, mask);
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      if (keys[slots[slot] - 1] == key) {
        return slots[slot] - 1;
      }
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size++] = key;
    slots[slot] = size;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = slot(keys[number], mask);
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = number + 1;
    }
  }

  private static int slot(long key, int mask) {
    return (int) (key ^ (key >>> 32)) & mask;
  }
}
