package rondo.local;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One column of a series in which anomalies were looked for. Places are those in the series, from
 * 0; the stretches begin at {@code first}.
 *
 * @param name of the series
 * @param column its column
 * @param first the first place that was judged
 * @param steps how many were
 * @param values in the unit of the series
 * @param errors smoothed errors of forecasts one time step ahead, likewise
 * @param thresholds that they were compared with; NaN where there was none
 * @param ranges what was found, in order
 */
public record DetectedSeries(
    String name,
    String column,
    long first,
    long steps,
    Stretches values,
    Stretches errors,
    Stretches thresholds,
    List<Range> ranges)
    implements Serializable {
  /** Series that are shown. */
  private static final int MOST = 4;

  /**
   * An anomaly.
   *
   * @param first its first place
   * @param last its last place; it belongs to it
   * @param firstTime time of the first place, as text; empty if there are no times
   * @param lastTime likewise
   * @param score see {@link rondo.anomaly.DynamicThreshold}
   */
  public record Range(long first, long last, String firstTime, String lastTime, double score)
      implements Serializable {}

  /** Copies its list. */
  public DetectedSeries {
    ranges = new ArrayList<>(ranges);
  }

  /** The highest score; 0 if nothing was found. */
  public double highest() {
    return ranges.stream().mapToDouble(Range::score).max().orElse(0);
  }

  /** Those with the highest scores, highest first; of equal ones the first. */
  static List<DetectedSeries> choose(List<DetectedSeries> all) {
    return all.stream()
        .sorted(
            Comparator.comparingDouble((DetectedSeries one) -> -one.highest())
                .thenComparing(DetectedSeries::name)
                .thenComparing(DetectedSeries::column))
        .limit(MOST)
        .toList();
  }
}
