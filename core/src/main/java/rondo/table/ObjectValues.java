package rondo.table;

import java.util.List;

/**
 * Values that are objects: Double, String, double[], List of String, by the type of the field; null
 * where one is missing.
 *
 * <p>A value of another type is an {@link IllegalArgumentException} that names the field.
 */
final class ObjectValues implements Values {
  private final Field[] fields;
  private Object[] values;

  ObjectValues(List<Field> fields) {
    this.fields = fields.toArray(Field[]::new);
  }

  /** The same object, which gives these from now on. */
  ObjectValues of(Object[] next) {
    if (next.length != fields.length) {
      throw new IllegalArgumentException(
          "Got " + next.length + " values, expected " + fields.length);
    }
    values = next;
    return this;
  }

  @Override
  public boolean isMissing(int field) {
    return values[field] == null;
  }

  @Override
  public double number(int field) {
    return isMissing(field) ? Double.NaN : type(field, Double.class);
  }

  @Override
  public String text(int field) {
    return isMissing(field) ? null : type(field, String.class);
  }

  @Override
  public double[] numbers(int field) {
    return isMissing(field) ? null : type(field, double[].class);
  }

  @Override
  @SuppressWarnings("unchecked") // whoever writes them looks at each
  public List<String> texts(int field) {
    return isMissing(field) ? null : type(field, List.class);
  }

  private <T> T type(int field, Class<T> type) {
    return type(fields[field].name(), values[field], type);
  }

  /** The value as its type. */
  static <T> T type(String name, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          name
              + ": got "
              + (value == null ? "nothing" : value.getClass().getSimpleName())
              + ", expected "
              + type.getSimpleName());
    }
    return type.cast(value);
  }
}
