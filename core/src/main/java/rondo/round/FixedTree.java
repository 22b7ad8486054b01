package rondo.round;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Combines one value a shard on a binary tree that is fixed by the shard ids: 0 with 1, 2 with 3,
 * and so on, then their results alike. The order in which values arrive cannot change a bit.
 */
public final class FixedTree {
  private FixedTree() {}

  /**
   * The root of the tree.
   *
   * @param values in the order of shard ids, at least one; the list is not changed
   */
  public static <T> T combine(List<T> values, BinaryOperator<T> operator) {
    List<T> level = values;
    while (level.size() > 1) {
      List<T> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i < level.size(); i += 2) {
        above.add(
            i + 1 < level.size() ? operator.apply(level.get(i), level.get(i + 1)) : level.get(i));
      }
      level = above;
    }
    return level.get(0);
  }
}
