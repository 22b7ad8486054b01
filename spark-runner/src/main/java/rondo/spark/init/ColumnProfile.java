package rondo.spark.init;

/**
 * What a column of a table holds.
 *
 * @param type in Spark's SQL
 * @param present rows with a value that is no missing one, and of lists lacks no element
 * @param distinct different values, about
 * @param least of NUMBER, and the fewest elements of a list
 * @param most of NUMBER, and the most elements of a list
 * @param mean of lists: elements; of TEXT: characters
 * @param words of TEXT: words of a value, on average
 * @param whole of NUMBER: whether all of them are whole
 * @param timeLike of TEXT: whether almost all of them are times
 * @param numberText of NUMBER: whether the table holds them as text, some of which is no number
 * @param empty of lists: how many have no elements; of TEXT: how many have no characters
 */
record ColumnProfile(
    String name,
    Kind kind,
    String type,
    long present,
    long distinct,
    double least,
    double most,
    double mean,
    double words,
    boolean whole,
    boolean timeLike,
    boolean numberText,
    long empty) {
  /** What a value is. */
  enum Kind {
    NUMBER("number"),
    TIME("time"),
    TEXT("text"),
    NUMBERS("list of numbers"),
    VECTORS("list of lists of numbers"),
    TEXTS("list of texts"),
    SETS("list of lists of texts"),
    OTHER("of a type that no task reads");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** For people. */
    String text() {
      return text;
    }
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isText() {
    return kind == Kind.TEXT;
  }

  boolean isList() {
    return switch (kind) {
      case NUMBERS, VECTORS, TEXTS, SETS -> true;
      case NUMBER, TIME, TEXT, OTHER -> false;
    };
  }

  /** Part of {@code rows} rows that have no value. */
  double missing(long rows) {
    return rows == 0 ? 0 : (double) (rows - present) / rows;
  }

  /** Whether it says of each row which one it is, and nothing else. */
  boolean isRowId(long rows) {
    boolean allDiffer = rows > 1 && distinct >= 0.95 * present && present >= 0.99 * rows;
    if (isNumber()) {
      return allDiffer && whole && most - least + 1 == present;
    }
    return isText() && allDiffer && name.matches("(?i)(.*[_.-])?(id|uuid|guid|key|rownames|index)");
  }

  /** Whether the lists of another column are as long as these, by all that is known. */
  boolean isAsLongAs(ColumnProfile other) {
    return least == other.least && most == other.most && mean == other.mean;
  }
}
