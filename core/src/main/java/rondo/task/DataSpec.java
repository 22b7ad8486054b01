package rondo.task;

import java.io.Serializable;

/**
 * Where the data of a run comes from and how it is split. Splits follow each other in the order of
 * the data: training, validation, test.
 *
 * @param path file or folder; null for tasks that generate their data
 * @param validation part of the data that picks the model, 0 to 1
 * @param test part of the data that is read once at the end, 0 to 1
 * @param length time steps of a generated sequence; 0 where it does not apply
 * @param examples generated sequences of all three splits together; 0 where it does not apply
 * @param table what a table is read as; null for tasks that read text or generate their data
 * @param text what the tokens of a text are; of no account where the task reads none
 */
public record DataSpec(
    String path,
    double validation,
    double test,
    int length,
    int examples,
    TableSpec table,
    TextSpec text)
    implements Serializable {
  /** Characters of a text, files or nothing: no table. */
  public DataSpec(String path, double validation, double test, int length, int examples) {
    this(path, validation, test, length, examples, null, TextSpec.CHARACTERS);
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public DataSpec {
    requireFraction("validation", validation);
    requireFraction("test", test);
    if (validation + test > 1) {
      throw new IllegalArgumentException(
          "validation + test: got " + (validation + test) + ", expected at most 1");
    }
    requireCount("length", length, 1 << 20);
    requireCount("examples", examples, 1 << 30);
  }

  /** Text, or other files, at {@code path}. */
  public static DataSpec ofPath(String path, double validation, double test) {
    return new DataSpec(path, validation, test, 0, 0);
  }

  /** {@code examples} generated sequences. */
  public static DataSpec generated(int length, int examples, double validation, double test) {
    return new DataSpec(null, validation, test, length, examples);
  }

  /** With a table. */
  public DataSpec(
      String path, double validation, double test, int length, int examples, TableSpec table) {
    this(path, validation, test, length, examples, table, TextSpec.CHARACTERS);
  }

  /** The same data with a table; null for none. */
  public DataSpec with(TableSpec other) {
    return new DataSpec(path, validation, test, length, examples, other, text);
  }

  /** The same data with other tokens. */
  public DataSpec with(TextSpec other) {
    return new DataSpec(path, validation, test, length, examples, table, other);
  }

  /** The same kind of data at another path. */
  public DataSpec at(String other) {
    return new DataSpec(
        other, validation, test, length, examples, table == null ? null : table.at(other), text);
  }

  /** The same kind of data at another path, all of it the test part. */
  public DataSpec testAt(String other) {
    return new DataSpec(other, 0, 1, 0, 0, table == null ? null : table.testAt(other), text);
  }

  private static void requireFraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": got " + value + ", expected 0 to 1");
    }
  }

  private static void requireCount(String name, int value, int most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(name + ": got " + value + ", expected 0 to " + most);
    }
  }
}
