package rondo.table;

import java.util.List;

/**
 * The values of one sequence, or of one time step, by the place of their field in the schema. What
 * is given belongs to the reader, which overwrites it as it goes on.
 *
 * <p>Asking for another type than the field's is an {@link IllegalArgumentException}.
 */
public interface Values {
  /** Whether there is no value; only target fields of data without targets may lack one. */
  boolean isMissing(int field);

  /** A {@link ValueType#NUMBER}; NaN if it is missing. */
  double number(int field);

  /** A {@link ValueType#TEXT}; null if it is missing. */
  String text(int field);

  /** {@link ValueType#NUMBERS}, as many as the field is wide; null if they are missing. */
  double[] numbers(int field);

  /** {@link ValueType#TEXTS}; null if they are missing. */
  List<String> texts(int field);
}
