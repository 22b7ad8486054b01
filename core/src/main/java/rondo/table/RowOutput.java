package rondo.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the values of sequences, or those of time steps. */
final class RowOutput {
  private final BlockOutput out;
  private final Field[] fields;
  private final int keptTexts;

  /** Short texts of each field that came first, by their number; null for fields of numbers. */
  private final List<Map<String, Integer>> kept;

  /**
   * @param keptTexts most texts of a field that are written once
   */
  RowOutput(BlockOutput out, List<Field> fields, int keptTexts) {
    this.out = out;
    this.fields = fields.toArray(Field[]::new);
    this.keptTexts = keptTexts;
    this.kept = fields.stream().map(field -> kept(field.type())).toList();
  }

  private static Map<String, Integer> kept(ValueType type) {
    return switch (type) {
      case NUMBER, NUMBERS -> Map.of();
      case TEXT, TEXTS -> new HashMap<>();
    };
  }

  /** Checks values, so that half a row is never written; what their row is flagged with. */
  int flags(Values values) {
    int flags = TableFile.FLOATS;
    for (int i = 0; i < fields.length; i++) {
      if (values.isMissing(i)) {
        flags |= TableFile.GAPS;
      } else if (!check(fields[i], values, i)) {
        flags &= ~TableFile.FLOATS;
      }
    }
    return flags;
  }

  /** Whether the value has no number that a float would change. */
  private static boolean check(Field field, Values values, int place) {
    switch (field.type()) {
      case NUMBER -> {
        return check(field, values.number(place));
      }
      case NUMBERS -> {
        double[] numbers = values.numbers(place);
        if (numbers.length != field.width()) {
          throw new IllegalArgumentException(
              field.name() + ": got " + numbers.length + " numbers, expected " + field.width());
        }
        boolean floats = true;
        for (double number : numbers) {
          floats &= check(field, number);
        }
        return floats;
      }
      case TEXT -> checkText(field.name(), values.text(place));
      case TEXTS -> {
        for (Object text : values.texts(place)) {
          checkText(field.name(), ObjectValues.type(field.name(), text, String.class));
        }
      }
    }
    return true;
  }

  private static boolean check(Field field, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          field.name() + ": got " + number + ", expected a finite number");
    }
    return Double.doubleToRawLongBits((float) number) == Double.doubleToRawLongBits(number);
  }

  /** Writes values that {@link #flags} has checked. */
  void write(Values values, int flags) throws IOException {
    if ((flags & TableFile.GAPS) != 0) {
      writeGaps(values);
    }
    boolean floats = (flags & TableFile.FLOATS) != 0;
    for (int i = 0; i < fields.length; i++) {
      if (!values.isMissing(i)) {
        write(i, values, floats);
      }
    }
  }

  private void writeGaps(Values values) throws IOException {
    for (int first = 0; first < fields.length; first += Byte.SIZE) {
      int bits = 0;
      for (int i = first; i < Math.min(first + Byte.SIZE, fields.length); i++) {
        bits |= values.isMissing(i) ? 1 << (i - first) : 0;
      }
      out.writeByte(bits);
    }
  }

  private void write(int field, Values values, boolean floats) throws IOException {
    switch (fields[field].type()) {
      case NUMBER -> writeNumber(values.number(field), floats);
      case NUMBERS -> {
        for (double number : values.numbers(field)) {
          writeNumber(number, floats);
        }
      }
      case TEXT -> writeValue(field, values.text(field));
      case TEXTS -> {
        List<String> texts = values.texts(field);
        out.writeCount(texts.size());
        for (String text : texts) {
          writeValue(field, text);
        }
      }
    }
  }

  /** There is one zero: rows that differ in its sign alone are in no order. */
  private void writeNumber(double number, boolean floats) throws IOException {
    double written = number + 0.0; // of -0.0 too it makes 0.0
    if (floats) {
      out.writeFloat((float) written);
    } else {
      out.writeDouble(written);
    }
  }

  /** A text: 0 and the text, 1 and a text that is kept, or the number of a kept text + 2. */
  private void writeValue(int field, String text) throws IOException {
    Map<String, Integer> known = kept.get(field);
    Integer number = known.get(text);
    if (number != null) {
      out.writeCount(number + TableFile.KEPT);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= TableFile.LONGEST_KEPT && known.size() < keptTexts) {
      known.put(text, known.size());
      out.writeCount(TableFile.KEEP);
    } else {
      out.writeCount(TableFile.DO_NOT_KEEP);
    }
    out.writeCount(bytes.length);
    out.writeBytes(bytes, 0, bytes.length);
  }

  static void writeText(BlockOutput out, String name, String text) throws IOException {
    byte[] bytes = utf8(name, text);
    out.writeCount(bytes.length);
    out.writeBytes(bytes, 0, bytes.length);
  }

  static byte[] utf8(String name, String text) {
    if (text == null) {
      throw new IllegalArgumentException(name + ": got nothing, expected text");
    }
    checkText(name, text);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Halves of surrogate pairs have no UTF-8: they would come back as question marks. */
  private static void checkText(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      if (Character.isLowSurrogate(unit)
          || i + 1 == text.length()
          || !Character.isLowSurrogate(text.charAt(i + 1))) {
        throw new IllegalArgumentException(
            String.format(
                "%s: got half of a surrogate pair (U+%04X), expected Unicode text",
                name, (int) unit));
      }
      i++;
    }
  }
}
