package rondo.task;

import java.io.Serializable;
import rondo.table.Field;
import rondo.table.TableSchema;
import rondo.table.ValueType;
import rondo.table.Values;

/**
 * A column that is to be told, in a staged table.
 *
 * @param isStep whether each time step has a value; else each sequence has one
 * @param field its place among the fields of a time step, or of a sequence
 */
record TargetColumn(String name, boolean isStep, int field, ValueType type)
    implements Serializable {
  /** Finds a column; null if the table lacks it, as one may that is only predicted. */
  static TargetColumn of(TableSchema schema, String name) {
    int step = schema.stepField(name);
    int sequence = schema.sequenceField(name);
    if (step < 0 && sequence < 0) {
      return null;
    }
    Field field = step < 0 ? schema.sequence().get(sequence) : schema.step().get(step);
    return new TargetColumn(name, step >= 0, Math.max(step, sequence), field.type());
  }

  /** The values that it is among. */
  Values of(Values sequence, Values step) {
    return isStep ? step : sequence;
  }
}
