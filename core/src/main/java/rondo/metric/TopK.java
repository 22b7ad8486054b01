package rondo.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.anomaly.EventDetector;
import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * How often the next event is among the most probable ones: alone (accuracy), and among the first
 * 3, 5 and 9. What the last class stands for, events that the learned part lacks, is never among
 * them. On normal data one less a hit rate is the rate of false alarms with that k.
 */
final class TopK implements Metric {
  private static final long serialVersionUID = 1L;
  private static final int[] KS = {1, 3, 5, EventDetector.PUBLISHED_K};
  private static final int UNKNOWN = KS.length;
  private static final int ALL = KS.length + 1;

  private final int known;

  /**
   * @param known so many first classes are known events; the class after them is that of all others
   */
  TopK(int known) {
    this.known = known;
  }

  @Override
  public int counts() {
    return KS.length + 2;
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {
        for (int row = 0; row < rows; row++) {
          int event = batch.targetClasses[first + row];
          counts[ALL]++;
          if (event >= known) {
            counts[UNKNOWN]++;
            continue;
          }
          int rank = EventDetector.rank(outputs.data(), outputs.at(row), known, event);
          for (int i = 0; i < KS.length; i++) {
            counts[i] += rank <= KS[i] ? 1 : 0;
          }
        }
      }
    };
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (int k : KS) {
      figures.add(Figure.fraction(name(k)));
    }
    figures.add(new Figure("unknown", false, true));
    return figures;
  }

  private static String name(int k) {
    return k == 1 ? "accuracy" : "top_" + k;
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (counts[ALL] > 0) {
      for (int i = 0; i < KS.length; i++) {
        values.put(name(KS[i]), counts[i] / counts[ALL]);
      }
      values.put("unknown", counts[UNKNOWN] / counts[ALL]);
    }
    return values;
  }
}
