package rondo.round;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Combines one value a shard on a binary tree that is fixed by the order of shard ids: the first
 * with the second, the third with the fourth, and so on, then their results alike. The order in
 * which values arrive cannot change a bit.
 */
public final class FixedTree {
  private FixedTree() {}

  /**
   * The root of the tree over the values that there are, in the order of shard ids. Leaves are made
   * when they are needed, so that only a value for each level is alive at a time.
   *
   * @param items in the order of shard ids, at least one
   * @param leaf makes the value of an item
   */
  public static <V, T> T combine(List<V> items, Function<V, T> leaf, BinaryOperator<T> operator) {
    int size = items.size();
    if (size == 1) {
      return leaf.apply(items.get(0));
    }
    // Neighbours first: the left half is the largest power of two below the size.
    int left = Integer.highestOneBit(size - 1);
    T first = combine(items.subList(0, left), leaf, operator);
    return operator.apply(first, combine(items.subList(left, size), leaf, operator));
  }

  /**
   * The root of the tree.
   *
   * @param values in the order of shard ids, at least one; the list is not changed
   */
  public static <T> T combine(List<T> values, BinaryOperator<T> operator) {
    return combine(values, Function.identity(), operator);
  }
}
