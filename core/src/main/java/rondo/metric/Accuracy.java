package rondo.metric;

import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * Fraction of outputs whose highest score, the first of equals, is the target class: of time steps,
 * or of sequences where a model tells nothing else.
 */
final class Accuracy implements Metric {
  private static final long serialVersionUID = 1L;
  private static final Figure ACCURACY = Figure.fraction("accuracy");

  @Override
  public int counts() {
    return 2; // right, counted
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {
        compare(outputs, batch.targetClasses, first, rows);
      }

      @Override
      public void classes(int[] classes, int first, int rows) {
        counts[1] += rows;
        for (int row = 0; row < rows; row++) {
          counts[0] += classes[row] == batch.targetClasses[first + row] ? 1 : 0;
        }
      }

      @Override
      public void sequences(Matrix outputs, int first, int rows) {
        compare(outputs, batch.sequenceClasses, first, rows);
      }

      private void compare(Matrix outputs, int[] targets, int first, int rows) {
        counts[1] += rows;
        for (int row = 0; row < rows; row++) {
          counts[0] += Highest.of(outputs, row) == targets[first + row] ? 1 : 0;
        }
      }
    };
  }

  @Override
  public List<Figure> figures() {
    return List.of(ACCURACY);
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    return counts[1] == 0 ? Map.of() : Map.of(ACCURACY.name(), counts[0] / counts[1]);
  }
}
