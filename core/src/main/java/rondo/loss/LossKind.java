package rondo.loss;

/** The losses by name; {@link Loss#of} builds one. */
public enum LossKind {
  /** -ln softmax(y)[class], in nats an output row. */
  SOFTMAX_CROSS_ENTROPY,
  /** Mean of (y - target)^2 over the outputs of a row. */
  MEAN_SQUARED_ERROR,
  /** Sum of the binary cross-entropies of a row, in nats. */
  SIGMOID_CROSS_ENTROPY,
  /** Mean of |y - target| over the outputs of a row. */
  MEAN_ABSOLUTE_ERROR,
  /**
   * Quantile loss (Koenker and Bassett 1978): mean over targets and quantiles q of {@code max(q u,
   * (q - 1) u)} with u = target - y. Outputs are those of the first target for each quantile, then
   * those of the second, and so on.
   */
  PINBALL
}
