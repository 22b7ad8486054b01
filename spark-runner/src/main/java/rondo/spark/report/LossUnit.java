package rondo.spark.report;

import rondo.encode.Tokenizer;
import rondo.model.ModelSpec;

/**
 * What a loss is measured in.
 *
 * @param name of the loss: "cross-entropy"
 * @param unit "nats a character"; empty if it has none
 * @param per what a nat is taken of, to tell bits as well: "character"; empty if bits say nothing
 */
public record LossUnit(String name, String unit, String per) {

  /**
   * The unit of a loss.
   *
   * @param loss name of a constant of LossKind, with class weights WEIGHTED_ before it
   * @param per what an output is: "character", "time step", "sequence"
   */
  public static LossUnit of(String loss, String per) {
    return switch (loss) {
      case "SOFTMAX_CROSS_ENTROPY" -> new LossUnit("cross-entropy", "nats a " + per, per);
      case "SIGMOID_CROSS_ENTROPY" -> new LossUnit("cross-entropy", "nats a " + per, "");
      case "WEIGHTED_SOFTMAX_CROSS_ENTROPY" ->
          new LossUnit("weighted cross-entropy", "nats a " + per, "");
      case "MEAN_SQUARED_ERROR" -> new LossUnit("mean squared error", "", "");
      case "MEAN_ABSOLUTE_ERROR" -> new LossUnit("mean absolute error", "", "");
      case "PINBALL" -> new LossUnit("quantile loss", "", "");
      default -> new LossUnit("loss", "", "");
    };
  }

  /**
   * What a model of a task has one output for.
   *
   * @param tokens what those of a text are; of no account for other tasks
   */
  public static String output(String task, ModelSpec model, Tokenizer.Kind tokens) {
    if (task.equals("language-model")) {
      return tokens.noun();
    }
    return model.head().stepOutputs() == 0 ? "sequence" : "time step";
  }

  /** Name and unit. */
  String title() {
    return unit.isEmpty() ? name : name + ", " + unit;
  }

  /** Whether the loss is also told in bits. */
  boolean hasBits() {
    return !per.isEmpty();
  }

  /** Nats as bits. */
  static double bits(double nats) {
    return nats / Math.log(2);
  }
}
