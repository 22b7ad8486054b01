package rondo.spark.read;

/** Why a record cannot be learned from. */
public enum BadKind {
  /** A line that is no CSV or JSON of the table's columns. */
  MALFORMED("malformed line"),
  /** No value, or no key or time. */
  MISSING("missing value"),
  /** A text where a number or a time is wanted. */
  WRONG_TYPE("wrong type"),
  /** NaN or infinite. */
  NOT_FINITE("not finite"),
  /** Bytes of a text that are no UTF-8. */
  INVALID_UTF8("invalid UTF-8"),
  /** Lists of one row that do not have one length. */
  UNEQUAL_LENGTHS("lists of unequal lengths"),
  /** More or fewer numbers than most values of the column have. */
  WRONG_WIDTH("wrong width"),
  /** No time steps. */
  EMPTY("empty sequence"),
  /** More time steps than data.max-length. */
  TOO_LONG("over-long sequence"),
  /** A time that its sequence has already. */
  DUPLICATE_TIME("duplicate time"),
  /** A value that must be the same all over its sequence, and is not. */
  UNEQUAL("value differs within the sequence"),
  /** A part of the data other than train, validation and test. */
  UNKNOWN_SPLIT("unknown split");

  private final String text;

  BadKind(String text) {
    this.text = text;
  }

  /** For people, and the name of its counter. */
  public String text() {
    return text;
  }
}
