package rondo.metric;

import java.util.List;

/**
 * What a metric tells beside its figures.
 *
 * @param name of the part of the metric, "tags" or "class"; empty if it has no parts
 * @param confusion null if there is none
 * @param classes a line each; empty if there are none
 * @param horizon a line for each target and time step that is forecast; empty if there are none
 */
public record Tables(
    String name, Confusion confusion, List<ClassLine> classes, List<HorizonLine> horizon) {
  /** Copies its lists. */
  public Tables {
    classes = List.copyOf(classes);
    horizon = List.copyOf(horizon);
  }

  /**
   * How often a class was taken for another.
   *
   * @param labels of the classes
   * @param counts (classes, classes): of those that are class i, those that were called class j
   */
  public record Confusion(List<String> labels, long[][] counts) {
    /** Copies its labels. */
    public Confusion {
      labels = List.copyOf(labels);
    }
  }

  /**
   * What is known of a class. Figures are NaN where they have no value.
   *
   * @param support outputs that are of this class
   * @param predicted outputs that were called so
   * @param right those that are both
   * @param auc area under the curve of this class against all others
   * @param aucError most that {@code auc} may be off
   */
  public record ClassLine(
      String label,
      long support,
      long predicted,
      long right,
      double precision,
      double recall,
      double f1,
      double auc,
      double aucError) {
    /** Of counts; without an area under a curve. */
    static ClassLine of(String label, double support, double predicted, double right) {
      return of(label, support, predicted, right, Double.NaN, Double.NaN);
    }

    static ClassLine of(
        String label, double support, double predicted, double right, double auc, double aucError) {
      boolean none = support == 0 && predicted == 0;
      return new ClassLine(
          label,
          (long) support,
          (long) predicted,
          (long) right,
          none ? Double.NaN : Ratios.orZero(right, predicted),
          none ? Double.NaN : Ratios.orZero(right, support),
          none ? Double.NaN : Ratios.orZero(2 * right, support + predicted),
          auc,
          aucError);
    }
  }

  /**
   * Errors of one target at one time step of a forecast.
   *
   * @param target from 0
   * @param step from 1
   * @param count numbers that were compared
   * @param mase NaN without a scale
   * @param pinball mean over the quantiles; NaN without quantiles
   */
  public record HorizonLine(
      int target, int step, long count, double mae, double rmse, double mase, double pinball) {}

  Tables named(String newName) {
    return new Tables(newName, confusion, classes, horizon);
  }
}
