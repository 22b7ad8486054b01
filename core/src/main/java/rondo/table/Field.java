package rondo.table;

import java.io.Serializable;

/**
 * A column of a table of sequences.
 *
 * @param width numbers of a value of {@link ValueType#NUMBERS}; 1 for all other types
 */
public record Field(String name, ValueType type, int width) implements Serializable {
  /** The most numbers of one value. */
  public static final int MAX_WIDTH = 1 << 16;

  /**
   * @throws IllegalArgumentException if the width is out of range
   */
  public Field {
    int most = type == ValueType.NUMBERS ? MAX_WIDTH : 1;
    if (width < 1 || width > most) {
      throw new IllegalArgumentException(
          name + ": got a width of " + width + ", expected 1 to " + most);
    }
  }

  /** A field of one value. */
  public static Field of(String name, ValueType type) {
    return new Field(name, type, 1);
  }

  /** A field of {@code width} numbers. */
  public static Field numbers(String name, int width) {
    return new Field(name, ValueType.NUMBERS, width);
  }
}
