package rondo.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.metric.Tables.HorizonLine;

/**
 * Forecasts of quantiles: the mean pinball loss, that of each quantile, the coverage (fraction of
 * targets from the lowest to the highest quantile), and errors of the quantile that is next to the
 * median. The pinball loss of quantile q is q (y - f) where the target y is above the forecast f,
 * else (1 - q) (f - y).
 */
final class Quantiles extends HorizonMetric {
  private static final long serialVersionUID = 1L;
  private static final int NUMBER = 0;
  private static final int ABSOLUTE = 1;
  private static final int SQUARE = 2;
  private static final int INSIDE = 3;
  private static final int PINBALL = 4; // of each quantile from here on

  private final double[] quantiles;
  private final int middle;

  /**
   * @throws IllegalArgumentException if quantiles are not ascending between 0 and 1
   */
  Quantiles(int targets, int horizon, double[] quantiles, double[] units, double[] scales) {
    super(targets, horizon, quantiles.length, units, scales);
    double last = 0;
    int nearest = 0;
    for (int q = 0; q < quantiles.length; q++) {
      if (!(quantiles[q] > last && quantiles[q] < 1)) {
        throw new IllegalArgumentException(
            "quantiles: got " + quantiles[q] + ", expected ascending numbers between 0 and 1");
      }
      last = quantiles[q];
      boolean nearer = Math.abs(quantiles[q] - 0.5) < Math.abs(quantiles[nearest] - 0.5);
      nearest = nearer ? q : nearest;
    }
    if (quantiles.length == 0) {
      throw new IllegalArgumentException("quantiles: got none, expected at least one");
    }
    this.quantiles = quantiles.clone();
    this.middle = nearest;
  }

  @Override
  int cellCounts() {
    return PINBALL + quantiles.length;
  }

  @Override
  void add(double[] counts, int at, float[] outputs, int place, double target, double unit) {
    double error = (outputs[place + middle] - target) * unit;
    boolean inside = outputs[place] <= target && target <= outputs[place + quantiles.length - 1];
    counts[at + NUMBER]++;
    counts[at + ABSOLUTE] += Math.abs(error);
    counts[at + SQUARE] += error * error;
    counts[at + INSIDE] += inside ? 1 : 0;
    for (int q = 0; q < quantiles.length; q++) {
      double above = (target - outputs[place + q]) * unit;
      counts[at + PINBALL + q] += above > 0 ? quantiles[q] * above : (quantiles[q] - 1) * above;
    }
  }

  /** "pinball_2_5" of the quantile 0.025. */
  private String name(int q) {
    String percent =
        BigDecimal.valueOf(quantiles[q]).movePointRight(2).stripTrailingZeros().toPlainString();
    return "pinball_" + percent.replace('.', '_');
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.error("pinball"));
    for (int q = 0; q < quantiles.length; q++) {
      figures.add(Figure.error(name(q)));
    }
    if (quantiles.length > 1) {
      figures.add(Figure.fraction("coverage"));
    }
    figures.add(Figure.error("mae"));
    figures.add(Figure.error("rmse"));
    if (hasScales()) {
      figures.add(Figure.error("mase"));
    }
    return figures;
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    Map<String, Double> values = new LinkedHashMap<>();
    double number = sum(counts, -1, NUMBER);
    if (number > 0) {
      double all = 0;
      for (int q = 0; q < quantiles.length; q++) {
        all += sum(counts, -1, PINBALL + q) / number;
      }
      values.put("pinball", all / quantiles.length);
      for (int q = 0; q < quantiles.length; q++) {
        values.put(name(q), sum(counts, -1, PINBALL + q) / number);
      }
      if (quantiles.length > 1) {
        values.put("coverage", sum(counts, -1, INSIDE) / number);
      }
      values.put("mae", sum(counts, -1, ABSOLUTE) / number);
      values.put("rmse", Math.sqrt(sum(counts, -1, SQUARE) / number));
      if (hasScales()) {
        values.put("mase", mase(counts, ABSOLUTE));
      }
    }
    return values;
  }

  @Override
  public List<Tables> tables(double[] counts) {
    List<HorizonLine> lines = new ArrayList<>();
    for (int target = 0; target < targets; target++) {
      for (int step = 0; step < horizon; step++) {
        int at = cell(step, target);
        double number = counts[at + NUMBER];
        double mae = counts[at + ABSOLUTE] / number;
        double pinball = 0;
        for (int q = 0; q < quantiles.length; q++) {
          pinball += counts[at + PINBALL + q] / number / quantiles.length;
        }
        lines.add(
            new HorizonLine(
                target,
                step + 1,
                (long) number,
                mae,
                Math.sqrt(counts[at + SQUARE] / number),
                scaled(target, mae),
                pinball));
      }
    }
    return horizon == 1 && targets == 1
        ? List.of()
        : List.of(new Tables("", null, List.of(), lines));
  }
}
