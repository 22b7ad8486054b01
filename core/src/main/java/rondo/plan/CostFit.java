package rondo.plan;

import java.util.List;

/**
 * Fits {@link SyncCosts} to measured rounds: least squares of relative errors, with no cost below
 * zero. With five costs all sets of them that may be above zero are tried, so the answer is exact.
 */
public final class CostFit {
  private static final int COSTS = 5;

  private CostFit() {}

  /**
   * A measured round.
   *
   * @param seconds of the round beside its local steps
   */
  public record Sample(SyncWork work, double seconds) {}

  /**
   * The costs that explain the samples best.
   *
   * @param samples at least five, of unlike rounds
   * @param bandwidth of the network that they were measured on
   * @throws IllegalArgumentException if there are too few
   */
  public static SyncCosts fit(List<Sample> samples, Bandwidth bandwidth) {
    if (samples.size() < COSTS) {
      throw new IllegalArgumentException(
          "measured rounds: got " + samples.size() + ", expected at least " + COSTS);
    }
    double[][] rows = new double[samples.size()][];
    double[] wanted = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Sample sample = samples.get(i);
      rows[i] = counts(sample.work());
      double network = SyncCosts.network(sample.work(), bandwidth, SyncCosts.USUAL_HOP);
      wanted[i] = Math.max(0, sample.seconds() - network) / sample.seconds();
      for (int j = 0; j < COSTS; j++) {
        rows[i][j] /= sample.seconds();
      }
    }
    double[] x = nonNegative(rows, wanted);
    return new SyncCosts(x[0], x[1], x[2], 1 / x[3], 1 / x[4], SyncCosts.USUAL_HOP);
  }

  private static double[] counts(SyncWork work) {
    return new double[] {
      work.stages(), work.tasks(), work.blocks(), work.serializedBytes(), work.addedBytes()
    };
  }

  /** The x without negative numbers for which {@code rows x} is nearest to {@code wanted}. */
  private static double[] nonNegative(double[][] rows, double[] wanted) {
    double[] best = new double[COSTS];
    double least = error(rows, wanted, best);
    for (int used = 1; used < 1 << COSTS; used++) {
      double[] x = solve(rows, wanted, used);
      if (x == null) {
        continue;
      }
      double error = error(rows, wanted, x);
      if (error < least) {
        least = error;
        best = x;
      }
    }
    return best;
  }

  private static double error(double[][] rows, double[] wanted, double[] x) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      double left = -wanted[i];
      for (int j = 0; j < COSTS; j++) {
        left += rows[i][j] * x[j];
      }
      sum += left * left;
    }
    return sum;
  }

  /** Least squares with the unknowns in {@code used}; null if one is negative or undetermined. */
  private static double[] solve(double[][] rows, double[] wanted, int used) {
    int[] columns = columns(used);
    int size = columns.length;
    double[] scale = new double[size]; // bytes and stages are many powers of ten apart
    double[][] a = new double[size][size + 1];
    for (int i = 0; i < size; i++) {
      for (double[] row : rows) {
        scale[i] = Math.max(scale[i], row[columns[i]]);
      }
      if (scale[i] == 0) {
        return null;
      }
    }
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < size; i++) {
        double value = rows[r][columns[i]] / scale[i];
        for (int j = 0; j < size; j++) {
          a[i][j] += value * rows[r][columns[j]] / scale[j];
        }
        a[i][size] += value * wanted[r];
      }
    }
    double[] solved = eliminate(a);
    if (solved == null) {
      return null;
    }
    double[] x = new double[COSTS];
    for (int i = 0; i < size; i++) {
      x[columns[i]] = solved[i] / scale[i];
      if (!(solved[i] >= 0)) {
        return null;
      }
    }
    return x;
  }

  private static int[] columns(int used) {
    int[] columns = new int[Integer.bitCount(used)];
    int at = 0;
    for (int j = 0; j < COSTS; j++) {
      if ((used >> j & 1) == 1) {
        columns[at++] = j;
      }
    }
    return columns;
  }

  /**
   * Gauss's elimination of a symmetric matrix without negative eigenvalues, with its right side.
   */
  private static double[] eliminate(double[][] a) {
    int size = a.length;
    for (int pivot = 0; pivot < size; pivot++) {
      if (a[pivot][pivot] < 1e-10) {
        return null;
      }
      for (int row = pivot + 1; row < size; row++) {
        double factor = a[row][pivot] / a[pivot][pivot];
        for (int column = pivot; column <= size; column++) {
          a[row][column] -= factor * a[pivot][column];
        }
      }
    }
    double[] x = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = a[row][size];
      for (int column = row + 1; column < size; column++) {
        rest -= a[row][column] * x[column];
      }
      x[row] = rest / a[row][row];
    }
    return x;
  }
}
