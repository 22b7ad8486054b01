package rondo.spark.read;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import rondo.table.ValueType;

/**
 * The values of a row that is a sequence as Java has them, and the first thing that is wrong with
 * them.
 *
 * <p>Thread use: one thread.
 */
final class RowValues {
  private final Layout layout;
  private final Wanted[] wanted;
  private final boolean textMakesSteps;
  private BadKind problem;
  private String column = "";

  /** Of the key. */
  final String[] key;

  /** Of the sequence fields. */
  final Object[] sequence;

  /** Of the step fields: a list of one value a time step, or null. */
  final Object[] step;

  /** Time steps. */
  int steps;

  RowValues(Layout layout) {
    this.layout = layout;
    this.wanted = layout.wanted().toArray(Wanted[]::new);
    this.key = new String[layout.source().key().size()];
    int perStep = (int) layout.wanted().stream().filter(Wanted::perStep).count();
    this.step = new Object[perStep];
    this.sequence = new Object[wanted.length - perStep];
    this.textMakesSteps =
        perStep == 0
            && layout.wanted().stream()
                .anyMatch(one -> one.type() == ValueType.TEXT && !one.optional());
  }

  /** Why the row last read is bad. */
  BadKind problem() {
    return problem;
  }

  /** Where it is bad; "" if that is no matter of a column. */
  String column() {
    return column;
  }

  /** Reads a row; false if it is bad. */
  boolean read(InternalRow row) {
    problem = null;
    column = "";
    readKey(row);
    steps = -1;
    int sequenceField = 0;
    int stepField = 0;
    for (int i = 0; i < wanted.length && problem == null; i++) {
      Wanted one = wanted[i];
      Object value = value(row, layout.values() + i, one);
      if (problem != null && column.isEmpty()) {
        column = one.column();
      }
      if (one.perStep()) {
        step[stepField++] = value;
      } else {
        sequence[sequenceField++] = value;
      }
    }
    if (problem == null) {
      checkSequence();
    }
    return problem == null;
  }

  /** The value of a step field at a time step. */
  Object at(int field, int timeStep) {
    return step[field] == null ? null : ((List<?>) step[field]).get(timeStep);
  }

  private void readKey(InternalRow row) {
    for (int i = 0; i < key.length && problem == null; i++) {
      if (row.isNullAt(layout.key() + i)) {
        problem = BadKind.MISSING;
      } else {
        key[i] = text(row.getUTF8String(layout.key() + i));
      }
      if (problem != null) {
        column = layout.source().key().get(i);
      }
    }
  }

  private void checkSequence() {
    if (steps == 0 || (textMakesSteps && hasNoText())) {
      problem = BadKind.EMPTY;
    } else if (layout.source().maxLength() > 0 && steps > layout.source().maxLength()) {
      problem = BadKind.TOO_LONG;
    }
    steps = Math.max(0, steps);
  }

  private boolean hasNoText() {
    for (Object value : sequence) {
      if (value instanceof String text && !text.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private Object value(SpecializedGetters row, int place, Wanted one) {
    if (row.isNullAt(place)) {
      return missing(one);
    }
    if (!one.listed()) {
      return single(row, place, one);
    }
    ArrayData list = row.getArray(place);
    int length = list.numElements();
    if (steps >= 0 && length != steps) {
      problem = BadKind.UNEQUAL_LENGTHS;
      return null;
    }
    steps = length;
    List<Object> values = new ArrayList<>(length);
    for (int i = 0; i < length && problem == null; i++) {
      values.add(list.isNullAt(i) ? missing(one) : single(list, i, one));
    }
    return values;
  }

  private Object missing(Wanted one) {
    if (!one.optional()) {
      problem = BadKind.MISSING;
    }
    return null;
  }

  private Object single(SpecializedGetters row, int place, Wanted one) {
    return switch (one.type()) {
      case NUMBER -> number(row.getDouble(place));
      case TEXT -> text(row.getUTF8String(place));
      case NUMBERS -> numbers(row.getArray(place), one.width());
      case TEXTS -> texts(row.getArray(place));
    };
  }

  private Double number(double value) {
    problem = ValueChecks.number(value);
    return value;
  }

  private String text(UTF8String value) {
    problem = ValueChecks.text(value);
    return problem == null ? value.toString() : null;
  }

  private double[] numbers(ArrayData list, int width) {
    problem = ValueChecks.numbers(list, width);
    if (problem != null) {
      return null;
    }
    double[] values = new double[width];
    for (int i = 0; i < width; i++) {
      values[i] = list.getDouble(i);
    }
    return values;
  }

  private List<String> texts(ArrayData list) {
    problem = ValueChecks.texts(list);
    List<String> values = new ArrayList<>(list.numElements());
    for (int i = 0; i < list.numElements() && problem == null; i++) {
      values.add(list.getUTF8String(i).toString());
    }
    return values;
  }
}
