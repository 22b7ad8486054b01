package rondo.train;

/** What evaluation counts beside the loss. */
public enum MetricKind {
  NONE,
  /** Fraction of output rows whose highest score is the target class. */
  ACCURACY,
  /**
   * Fraction of sequences that are right at every step: the k highest scores are those k that the
   * 0/1 target values allow.
   */
  SEQUENCE_ACCURACY
}
