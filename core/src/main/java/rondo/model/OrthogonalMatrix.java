package rondo.model;

/** Random orthogonal matrices by modified Gram-Schmidt on Gaussian rows. */
final class OrthogonalMatrix {
  private OrthogonalMatrix() {}

  /** {@code size} orthonormal rows; a function of the key alone. */
  static double[][] random(int size, long key) {
    double[][] rows = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        rows[row][column] = CounterRandom.gaussian(key, (long) row * size + column);
      }
      // Twice is enough: the second pass removes what rounding left of the first.
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < row; other++) {
          double projection = dot(rows[row], rows[other]);
          for (int column = 0; column < size; column++) {
            rows[row][column] -= projection * rows[other][column];
          }
        }
      }
      double norm = Math.sqrt(dot(rows[row], rows[row]));
      for (int column = 0; column < size; column++) {
        rows[row][column] /= norm;
      }
    }
    return rows;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
