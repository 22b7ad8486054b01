package rondo.metric;

import rondo.network.Matrix;

/** The column of the highest score. */
final class Highest {
  private Highest() {}

  /**
   * The first of the highest scores of a row; -1 if one of them is not a number, for then none of
   * them is known to be the highest.
   */
  static int of(Matrix outputs, int row) {
    float[] scores = outputs.data();
    int at = outputs.at(row);
    int best = 0;
    for (int column = 0; column < outputs.width(); column++) {
      float score = scores[at + column];
      if (Float.isNaN(score)) {
        return -1;
      }
      best = score > scores[at + best] ? column : best;
    }
    return best;
  }

  /** Of each row. */
  static int[] of(Matrix outputs, int first, int rows) {
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      classes[row] = of(outputs, first + row);
    }
    return classes;
  }
}
