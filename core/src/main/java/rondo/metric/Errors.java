package rondo.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.metric.Tables.HorizonLine;

/**
 * Errors of numbers: mse, mae and rmse over all numbers, r2 and mase as means over the targets. r2
 * is 1 - sum of squared errors / sum of squared distances to the mean of what was evaluated.
 */
final class Errors extends HorizonMetric {
  private static final long serialVersionUID = 1L;
  private static final int NUMBER = 0;
  private static final int ABSOLUTE = 1;
  private static final int SQUARE = 2;
  private static final int VALUE = 3;
  private static final int VALUE_SQUARE = 4;

  Errors(int targets, int horizon, double[] units, double[] scales) {
    super(targets, horizon, 1, units, scales);
  }

  @Override
  int cellCounts() {
    return 5;
  }

  @Override
  void add(double[] counts, int at, float[] outputs, int place, double target, double unit) {
    double value = target * unit;
    double error = (outputs[place] - target) * unit;
    counts[at + NUMBER]++;
    counts[at + ABSOLUTE] += Math.abs(error);
    counts[at + SQUARE] += error * error;
    counts[at + VALUE] += value;
    counts[at + VALUE_SQUARE] += value * value;
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.error("mse"));
    figures.add(Figure.error("mae"));
    figures.add(Figure.error("rmse"));
    figures.add(new Figure("r2", true, false));
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
      double mse = sum(counts, -1, SQUARE) / number;
      values.put("mse", mse);
      values.put("mae", sum(counts, -1, ABSOLUTE) / number);
      values.put("rmse", Math.sqrt(mse));
      values.put("r2", r2(counts));
      if (hasScales()) {
        values.put("mase", mase(counts, ABSOLUTE));
      }
    }
    return values;
  }

  private double r2(double[] counts) {
    double sum = 0;
    for (int target = 0; target < targets; target++) {
      double value = sum(counts, target, VALUE);
      double spread =
          sum(counts, target, VALUE_SQUARE) - value * value / sum(counts, target, NUMBER);
      sum += spread > 0 ? 1 - sum(counts, target, SQUARE) / spread : Double.NaN;
    }
    return sum / targets;
  }

  @Override
  public List<Tables> tables(double[] counts) {
    List<HorizonLine> lines = new ArrayList<>();
    for (int target = 0; target < targets; target++) {
      for (int step = 0; step < horizon; step++) {
        int at = cell(step, target);
        double number = counts[at + NUMBER];
        double mae = counts[at + ABSOLUTE] / number;
        lines.add(
            new HorizonLine(
                target,
                step + 1,
                (long) number,
                mae,
                Math.sqrt(counts[at + SQUARE] / number),
                scaled(target, mae),
                Double.NaN));
      }
    }
    return horizon == 1 && targets == 1
        ? List.of()
        : List.of(new Tables("", null, List.of(), lines));
  }
}
