package rondo.spark.cli;

import java.util.Locale;
import rondo.export.SavedModel;
import rondo.spark.report.LossUnit;
import rondo.train.Evaluation;

/** A loss as a sentence for people. */
final class LossText {
  private LossText() {}

  /** "1.2345 nats a character (1.781 bits), accuracy 61.2 %". */
  static String of(SavedModel model, Evaluation evaluation) {
    String per = model.task().equals("language-model") ? "character" : "time step";
    LossUnit unit = LossUnit.of(model.loss().name(), per);
    StringBuilder text = new StringBuilder(format("%.4f", evaluation.loss()));
    text.append(unit.unit().isEmpty() ? " " + unit.name() : " " + unit.unit());
    if (!unit.per().isEmpty()) {
      text.append(format(" (%.3f bits)", evaluation.loss() / Math.log(2)));
    }
    if (evaluation.counted() > 0) {
      text.append(format(", accuracy %.2f %%", 100 * evaluation.accuracy()));
    }
    return text.toString();
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
