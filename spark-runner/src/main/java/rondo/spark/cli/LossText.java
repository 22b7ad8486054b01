package rondo.spark.cli;

import java.util.Locale;
import java.util.Map;
import rondo.encode.Tokenizer;
import rondo.export.SavedModel;
import rondo.metric.Figure;
import rondo.metric.Metric;
import rondo.spark.report.LossUnit;
import rondo.spark.report.Numbers;
import rondo.task.LanguageModel;
import rondo.train.Evaluation;

/** A loss as a sentence for people. */
final class LossText {
  private LossText() {}

  /** "1.2345 nats a character (1.781 bits), accuracy 61.2 %". */
  static String of(SavedModel model, Evaluation evaluation, Metric metric) {
    Tokenizer.Kind tokens =
        model.task().equals(new LanguageModel().name())
            ? LanguageModel.tokenizer(model.encoders()).kind()
            : Tokenizer.Kind.CHARACTERS;
    String per = LossUnit.output(model.task(), model.spec(), tokens);
    LossUnit unit = LossUnit.of(model.loss().name(), per);
    StringBuilder text = new StringBuilder(format("%.4f", evaluation.loss()));
    text.append(unit.unit().isEmpty() ? " " + unit.name() : " " + unit.unit());
    if (!unit.per().isEmpty()) {
      text.append(format(" (%.3f bits)", evaluation.loss() / Math.log(2)));
    }
    Map<String, Double> values = evaluation.values(metric);
    for (Figure figure : metric.figures()) {
      if (values.containsKey(figure.name())) {
        text.append(", ").append(figure.name().replace('_', ' ')).append(' ');
        text.append(text(figure, values.get(figure.name())));
      }
    }
    return text.toString();
  }

  private static String text(Figure figure, double value) {
    return figure.fraction() && !Double.isNaN(value)
        ? format("%.2f %%", 100 * value)
        : Numbers.significant(value, 4);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
