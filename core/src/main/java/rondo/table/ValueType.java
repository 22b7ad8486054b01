package rondo.table;

/** What a value of a table is. */
public enum ValueType {
  /** A finite real number. */
  NUMBER,
  /** Unicode text. */
  TEXT,
  /** As many finite real numbers as the field is wide: a row of an image, say. */
  NUMBERS,
  /** Any number of texts: a set of commands, say. */
  TEXTS
}
