package rondo.spark.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;

/**
 * The bad records of a shard: counts them, keeps those that come first, and writes all of them down
 * if somebody wants them.
 *
 * <p>Thread use: one thread.
 */
final class Rejects implements Closeable {
  /** Makes the file, once there is something to write. */
  @FunctionalInterface
  interface Lines {
    OutputStream open() throws IOException;
  }

  private static final JsonFactory JSON = new JsonFactory();

  private final Layout layout;
  private final Lines lines;
  private final long[] counts = new long[BadKind.values().length];
  private final TreeSet<BadRecord> first = new TreeSet<>(BadRecord.ORDER);
  private OutputStream out;

  /**
   * @param lines takes one JSON object a line; null if nobody wants them
   */
  Rejects(Layout layout, Lines lines) {
    this.layout = layout;
    this.lines = lines;
  }

  long[] counts() {
    return counts;
  }

  List<BadRecord> first() {
    return new ArrayList<>(first);
  }

  boolean hasLines() {
    return out != null;
  }

  /** Whether Spark found something wrong with a row, which is rejected then. */
  boolean isBad(InternalRow row) throws IOException {
    if (row.numFields() <= layout.bad() || row.isNullAt(layout.bad())) {
      return false;
    }
    InternalRow bad = row.getStruct(layout.bad(), 3);
    String record = bad.isNullAt(2) ? null : bad.getUTF8String(2).toString();
    BadKind kind = BadKind.values()[bad.getInt(0)];
    reject(kind, bad.getUTF8String(1).toString(), row, record);
    return true;
  }

  void reject(BadKind kind, String column, InternalRow row) throws IOException {
    reject(kind, column, row, null);
  }

  private void reject(BadKind kind, String column, InternalRow row, String record)
      throws IOException {
    counts[kind.ordinal()]++;
    String file = layout.file(row);
    long number = row.isNullAt(layout.row()) ? 0 : row.getLong(layout.row());
    BadRecord bad = new BadRecord(kind, column, file, number, number > 0 ? "" : key(row));
    if (first.size() < BadRecord.NAMED || BadRecord.ORDER.compare(bad, first.last()) < 0) {
      first.add(bad);
      if (first.size() > BadRecord.NAMED) {
        first.pollLast();
      }
    }
    if (lines != null) {
      if (out == null) {
        out = lines.open();
      }
      write(bad, row, record);
    }
  }

  /** Key and time for people, as far as there are any. */
  private String key(InternalRow row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < layout.source().key().size(); i++) {
      if (!row.isNullAt(layout.key() + i)) {
        parts.add(layout.source().key().get(i) + " " + row.getUTF8String(layout.key() + i));
      }
    }
    if (layout.source().stepRows() && !row.isNullAt(layout.timePlace())) {
      parts.add(layout.source().time() + " " + Times.text(layout.time(), layout.time(row)));
    }
    return String.join(", ", parts);
  }

  private void write(BadRecord bad, InternalRow row, String record) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.writeStartObject();
      json.writeStringField("reason", bad.kind().text());
      json.writeStringField("column", bad.column().isEmpty() ? null : bad.column());
      json.writeStringField("file", bad.file().isEmpty() ? null : bad.file());
      if (bad.row() > 0) {
        json.writeNumberField("row", bad.row());
      }
      if (record == null) {
        json.writeObjectFieldStart("record");
        writeValues(json, row);
        json.writeEndObject();
      } else if (bad.kind() == BadKind.MALFORMED) {
        json.writeStringField("record", record);
      } else {
        json.writeFieldName("record");
        json.writeRawValue(record);
      }
      json.writeEndObject();
    }
    out.write("\n".getBytes(StandardCharsets.UTF_8));
  }

  private void writeValues(JsonGenerator json, InternalRow row) throws IOException {
    for (int i = 0; i < layout.source().key().size(); i++) {
      json.writeStringField(
          layout.source().key().get(i),
          row.isNullAt(layout.key() + i) ? null : row.getUTF8String(layout.key() + i).toString());
    }
    if (layout.source().stepRows()) {
      json.writeStringField(
          layout.source().time(),
          row.isNullAt(layout.timePlace()) ? null : Times.text(layout.time(), layout.time(row)));
    }
    for (int i = 0; i < layout.wanted().size(); i++) {
      Wanted one = layout.wanted().get(i);
      json.writeFieldName(one.column());
      writeValue(json, row, layout.values() + i, one.sparkType());
    }
  }

  private static void writeValue(
      JsonGenerator json, SpecializedGetters row, int place, DataType type) throws IOException {
    if (row.isNullAt(place)) {
      json.writeNull();
    } else if (type instanceof ArrayType list) {
      ArrayData values = row.getArray(place);
      json.writeStartArray();
      for (int i = 0; i < values.numElements(); i++) {
        writeValue(json, values, i, list.elementType());
      }
      json.writeEndArray();
    } else if (type instanceof DoubleType) {
      double value = row.getDouble(place);
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeString(Double.toString(value)); // JSON has no such number
      }
    } else {
      json.writeString(row.getUTF8String(place).toString());
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
