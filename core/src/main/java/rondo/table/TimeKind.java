package rondo.table;

/** What orders the time steps of a sequence, and what the number of a time means. */
public enum TimeKind {
  /** Their place in the sequence; times are 0, 1, 2 and so on. */
  PLACE,
  /** A whole number. */
  WHOLE,
  /** Microseconds since 1970 in UTC. */
  TIMESTAMP,
  /** Days since 1970. */
  DATE,
  /** The bits of a double: {@link Double#longBitsToDouble}. */
  REAL
}
