package rondo.metric;

import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.network.Matrix;

/** Counts nothing. */
final class None implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public int counts() {
    return 0;
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {}

      @Override
      public void classes(int[] classes, int first, int rows) {}

      @Override
      public void sequences(Matrix outputs, int first, int rows) {}
    };
  }

  @Override
  public List<Figure> figures() {
    return List.of();
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    return Map.of();
  }
}
