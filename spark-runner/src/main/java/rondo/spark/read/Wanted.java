package rondo.spark.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.ColumnRequest;
import rondo.table.Field;
import rondo.table.ValueType;

/**
 * A column of the input, and as what it is staged.
 *
 * @param perStep whether it has a value a time step, not one a sequence
 * @param listed whether a row has the values of all time steps, in a list
 * @param optional whether a value may be missing
 * @param width numbers of a value
 */
record Wanted(
    String column, ValueType type, boolean perStep, boolean listed, boolean optional, int width)
    implements Serializable {

  /**
   * The columns of all requests, each once; optional ones that the table lacks are left out.
   *
   * @param stepRows whether each row is a time step
   * @param source for messages
   * @throws RondoException CONFIG if one is not there, or cannot be what is wanted
   */
  static List<Wanted> of(
      List<ColumnRequest> requests, StructType schema, boolean stepRows, String source) {
    Map<String, ColumnRequest> byName = new LinkedHashMap<>();
    for (ColumnRequest request : requests) {
      byName.merge(request.column(), request, Wanted::merged);
    }
    List<Wanted> wanted = new ArrayList<>();
    for (ColumnRequest request : byName.values()) {
      int place = List.of(schema.fieldNames()).indexOf(request.column());
      if (place >= 0) {
        wanted.add(of(request, schema.fields()[place].dataType(), stepRows));
      } else if (!request.optional()) {
        throw missing(request.column(), schema, source);
      }
    }
    return wanted;
  }

  /** What to throw for a column that is not there. */
  static RondoException missing(String column, StructType schema, String source) {
    List<String> names = new ArrayList<>(List.of(schema.fieldNames()));
    names.removeIf(SourceReader::isHidden);
    return new RondoException(
        ExitCode.CONFIG,
        "The table at "
            + source
            + " has no column "
            + column
            + ", expected one of "
            + String.join(", ", names)
            + "; correct the name, or make the column in data.query");
  }

  private static ColumnRequest merged(ColumnRequest a, ColumnRequest b) {
    boolean sameType = a.type() == null || b.type() == null || a.type() == b.type();
    if (!sameType || a.perSequence() != b.perSequence()) {
      throw new RondoException(
          ExitCode.CONFIG,
          "Column "
              + a.column()
              + " is wanted twice and not as the same thing, expected one use; make a copy of it"
              + " under another name in data.query");
    }
    return new ColumnRequest(
        a.column(),
        a.type() == null ? b.type() : a.type(),
        a.perSequence(),
        a.optional() && b.optional());
  }

  private static Wanted of(ColumnRequest request, DataType type, boolean stepRows) {
    ValueType asked = request.type();
    boolean list = type instanceof ArrayType;
    DataType element = list ? ((ArrayType) type).elementType() : null;
    boolean wholeList = asked == ValueType.NUMBERS || asked == ValueType.TEXTS;
    boolean listed =
        !stepRows && list && !request.perSequence() && (!wholeList || element instanceof ArrayType);
    DataType one = listed ? element : type;
    ValueType found = natural(one);
    ValueType result = asked == null ? found : asked;
    if (found == null || !fits(found, result)) {
      throw new RondoException(
          ExitCode.CONFIG,
          "Column "
              + request.column()
              + " has type "
              + type.simpleString()
              + ", expected "
              + (asked == null ? "numbers, texts or lists of them" : expected(asked))
              + "; convert it in data.query");
    }
    boolean perStep = listed || (stepRows && !request.perSequence());
    return new Wanted(request.column(), result, perStep, listed, request.optional(), 1);
  }

  private static String expected(ValueType type) {
    return switch (type) {
      case NUMBER -> "a number";
      case TEXT -> "a text";
      case NUMBERS -> "a list of numbers";
      case TEXTS -> "a list of texts";
    };
  }

  /** A text may turn out to be a number, each on its own, and any single value is a text. */
  private static boolean fits(ValueType found, ValueType asked) {
    return switch (asked) {
      case NUMBER, TEXT -> found == ValueType.NUMBER || found == ValueType.TEXT;
      case NUMBERS -> found == ValueType.NUMBERS;
      case TEXTS -> found == ValueType.TEXTS || found == ValueType.NUMBERS;
    };
  }

  private static ValueType natural(DataType type) {
    if (isNumber(type) || isTime(type)) {
      return ValueType.NUMBER;
    }
    if (type instanceof StringType || type instanceof BinaryType) {
      return ValueType.TEXT;
    }
    if (type instanceof ArrayType list) {
      return isNumber(list.elementType())
          ? ValueType.NUMBERS
          : list.elementType() instanceof StringType ? ValueType.TEXTS : null;
    }
    return null;
  }

  static boolean isNumber(DataType type) {
    return type instanceof NumericType || type instanceof BooleanType;
  }

  static boolean isTime(DataType type) {
    return type instanceof TimestampType
        || type instanceof TimestampNTZType
        || type instanceof DateType;
  }

  /** The same with so many numbers a value. */
  Wanted withWidth(int numbers) {
    return new Wanted(column, type, perStep, listed, optional, numbers);
  }

  /** Of its values in Spark. */
  DataType sparkType() {
    DataType one =
        switch (type) {
          case NUMBER -> DataTypes.DoubleType;
          case TEXT -> DataTypes.StringType;
          case NUMBERS -> DataTypes.createArrayType(DataTypes.DoubleType);
          case TEXTS -> DataTypes.createArrayType(DataTypes.StringType);
        };
    return listed ? DataTypes.createArrayType(one) : one;
  }

  Field field() {
    return new Field(column, type, width);
  }
}
