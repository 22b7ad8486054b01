package rondo.metric;

import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * Fraction of sequences that are right at every step: the k highest scores are those k that the 0/1
 * target values allow.
 */
final class SequenceAccuracy implements Metric {
  private static final long serialVersionUID = 1L;
  private static final Figure ACCURACY = Figure.fraction("accuracy");

  @Override
  public int counts() {
    return 2; // right, counted
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    OutputPlaces places = new OutputPlaces(batch);
    boolean[] wrong = new boolean[batch.batchSize()]; // (B)
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {
        for (int row = 0; row < rows; row++) {
          int sequence = places.sequence(first + row);
          wrong[sequence] |= !allowedFirst(outputs, row, batch, first + row);
        }
      }

      @Override
      public void end() {
        counts[1] += wrong.length;
        for (boolean one : wrong) {
          counts[0] += one ? 0 : 1;
        }
      }
    };
  }

  private static boolean allowedFirst(Matrix outputs, int at, Batch batch, int row) {
    float lowestAllowed = Float.POSITIVE_INFINITY;
    float highestOther = Float.NEGATIVE_INFINITY;
    for (int column = 0; column < outputs.width(); column++) {
      float score = outputs.data()[outputs.at(at) + column];
      if (batch.targetValues[row * outputs.width() + column] > 0.5f) {
        lowestAllowed = Math.min(lowestAllowed, score);
      } else {
        highestOther = Math.max(highestOther, score);
      }
    }
    return lowestAllowed > highestOther;
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
