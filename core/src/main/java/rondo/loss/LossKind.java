package rondo.loss;

/** The losses by name; {@link Loss#of} builds one. */
public enum LossKind {
  /** -ln softmax(y)[class], in nats an output row. */
  SOFTMAX_CROSS_ENTROPY,
  /** Mean of (y - target)^2 over the outputs of a row. */
  MEAN_SQUARED_ERROR,
  /** Sum of the binary cross-entropies of a row, in nats. */
  SIGMOID_CROSS_ENTROPY
}
