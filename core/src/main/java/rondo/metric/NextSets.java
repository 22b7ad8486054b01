package rondo.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * Sets that are told time step by time step, each from those before it: the figures of {@link
 * MultiLabel}, and {@code nats_after_first}, the negative log-likelihood in nats a time step of all
 * but the first time step of each sequence. That one is told from nothing; published figures of
 * polyphonic music leave it out.
 */
final class NextSets implements Metric {
  private static final long serialVersionUID = 1L;
  private static final String AFTER_FIRST = "nats_after_first";

  private final Metric sets = Metric.multiLabel(); // its sums come first

  @Override
  public int counts() {
    return sets.counts() + 2;
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    Counter ofSets = sets.counter(batch, counts);
    OutputPlaces places = new OutputPlaces(batch);
    int nats = sets.counts();
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {
        ofSets.steps(outputs, first, rows);
        for (int row = 0; row < rows; row++) {
          places.sequence(first + row);
          if (places.time() > 0) {
            counts[nats] += nats(outputs, row, batch.targetValues, first + row);
            counts[nats + 1]++;
          }
        }
      }
    };
  }

  /** As the loss does, which does not overflow either. */
  private static double nats(Matrix outputs, int row, float[] targets, int output) {
    int width = outputs.width();
    double sum = 0;
    for (int i = 0; i < width; i++) {
      double score = outputs.data()[outputs.at(row) + i];
      sum +=
          Math.max(score, 0)
              - score * targets[output * width + i]
              + StrictMath.log1p(StrictMath.exp(-Math.abs(score)));
    }
    return sum;
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>(sets.figures());
    figures.add(Figure.error(AFTER_FIRST));
    return figures;
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    Map<String, Double> values = new LinkedHashMap<>(sets.values(counts));
    if (!values.isEmpty()) {
      int nats = sets.counts();
      double steps = counts[nats + 1];
      values.put(AFTER_FIRST, steps > 0 ? counts[nats] / steps : Double.NaN);
    }
    return values;
  }
}
