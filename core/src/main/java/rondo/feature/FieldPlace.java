package rondo.feature;

import java.util.List;
import java.util.stream.Stream;
import rondo.table.Field;
import rondo.table.TableSchema;
import rondo.table.ValueType;

/**
 * Where the values of a feature are in a table.
 *
 * @param ofSequence whether there is one value a sequence, not one a time step
 * @param index place among the fields of a sequence, or of a time step
 */
record FieldPlace(boolean ofSequence, int index, Field field) {
  /**
   * Looks for the column of a feature; null if the table lacks it. A column may be there for time
   * steps and for sequences: as a text that is cut, and as a value beside it.
   *
   * @param cut the column whose text makes the time steps; null if there is none
   */
  static FieldPlace of(FeatureSpec spec, TableSchema schema, String cut) {
    boolean sequenceFirst = spec.perSequence() || spec.column().equals(cut);
    int step = schema.stepField(spec.column());
    int sequence = schema.sequenceField(spec.column());
    if (sequence >= 0 && (sequenceFirst || step < 0)) {
      return new FieldPlace(true, sequence, schema.sequence().get(sequence));
    }
    return step < 0 ? null : new FieldPlace(false, step, schema.step().get(step));
  }

  /** The column whose text makes the time steps; null if there is none. */
  static String cut(List<FeatureSpec> specs) {
    return specs.stream()
        .filter(FeatureSpec::isTokenized)
        .map(FeatureSpec::column)
        .findFirst()
        .orElse(null);
  }

  /** The columns of a table, for messages. */
  static String columns(TableSchema schema) {
    List<String> names =
        Stream.concat(schema.step().stream(), schema.sequence().stream())
            .map(Field::name)
            .distinct()
            .toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** What values of a field are, for messages. */
  static String type(Field field) {
    return field.type() == ValueType.NUMBERS
        ? "a list of " + field.width() + " numbers"
        : type(field.type());
  }

  static String type(ValueType type) {
    return switch (type) {
      case NUMBER -> "a number";
      case TEXT -> "text";
      case NUMBERS -> "a list of numbers";
      case TEXTS -> "a list of texts";
    };
  }
}
