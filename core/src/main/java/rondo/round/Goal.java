package rondo.round;

import java.util.List;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.metric.Figure;
import rondo.metric.Metric;
import rondo.train.Evaluation;

/**
 * By what the best model is told: the validation loss, or a figure of the metric.
 *
 * @param name of the figure, or {@link #LOSS}
 */
public record Goal(Metric metric, String name, boolean higherIsBetter) {
  /** The name of the validation loss, which any metric has beside its figures. */
  public static final String LOSS = "loss";

  /**
   * A goal by name.
   *
   * @throws RondoException CONFIG if the metric has no such figure
   */
  public static Goal of(Metric metric, String name) {
    if (name.equals(LOSS)) {
      return new Goal(metric, LOSS, false);
    }
    for (Figure figure : metric.figures()) {
      if (figure.name().equals(name)) {
        return new Goal(metric, name, figure.higherIsBetter());
      }
    }
    List<String> names = metric.figures().stream().map(Figure::name).toList();
    throw new RondoException(
        ExitCode.CONFIG,
        "training.early-stopping.metric: got "
            + name
            + ", expected loss"
            + (names.isEmpty()
                ? ", for this task has no other"
                : " or " + String.join(", ", names)));
  }

  /**
   * What the best model has least of: the figure, with its sign changed where higher is better.
   * Infinite where it has no value, which no model is kept for.
   *
   * @param validation of some data
   */
  double height(Evaluation validation) {
    double value =
        name.equals(LOSS)
            ? validation.loss()
            : validation.values(metric).getOrDefault(name, Double.NaN);
    if (Double.isNaN(value)) {
      return Double.POSITIVE_INFINITY;
    }
    return higherIsBetter ? -value : value;
  }
}
