package rondo.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * Sets that are told element by element: outputs are log-odds, an element is in where its
 * probability is above 0.5, all elements of all outputs count alike. As frame-level figures of
 * transcribed music are taken: accuracy is right / (right + missed + false) (Bay, Ehmann and Downie
 * 2009), so that what is rightly silent does not count.
 */
final class MultiLabel implements Metric {
  private static final long serialVersionUID = 1L;
  private static final int RIGHT = 0;
  private static final int FOUND = 1;
  private static final int THERE = 2;
  private static final int OUTPUTS = 3;
  private static final List<Figure> FIGURES =
      List.of(
          Figure.fraction("precision"),
          Figure.fraction("recall"),
          Figure.fraction("f1"),
          Figure.fraction("accuracy"));

  @Override
  public int counts() {
    return 4;
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {
        count(outputs, batch.targetValues, first, rows);
      }

      @Override
      public void sequences(Matrix outputs, int first, int rows) {
        count(outputs, batch.sequenceValues, first, rows);
      }

      private void count(Matrix outputs, float[] targets, int first, int rows) {
        int width = outputs.width();
        counts[OUTPUTS] += rows;
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < width; column++) {
            boolean found = outputs.data()[outputs.at(row) + column] > 0;
            boolean there = targets[(first + row) * width + column] > 0.5f;
            counts[RIGHT] += found && there ? 1 : 0;
            counts[FOUND] += found ? 1 : 0;
            counts[THERE] += there ? 1 : 0;
          }
        }
      }
    };
  }

  @Override
  public List<Figure> figures() {
    return FIGURES;
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (counts[OUTPUTS] > 0) {
      double right = counts[RIGHT];
      values.put("precision", Ratios.orZero(right, counts[FOUND]));
      values.put("recall", Ratios.orZero(right, counts[THERE]));
      values.put("f1", Ratios.f1(right, counts[FOUND], counts[THERE]));
      values.put("accuracy", Ratios.orZero(right, counts[FOUND] + counts[THERE] - right));
    }
    return values;
  }
}
