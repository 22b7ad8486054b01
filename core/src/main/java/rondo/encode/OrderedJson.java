package rondo.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Reads JSON of ours whose keys come in one order, value by value, as what it was written from
 * comes to be: nothing is skipped, and what is read is never larger than the text.
 *
 * <p>Thread use: one thread.
 *
 * <p>All methods throw an {@link IllegalArgumentException} with the reason where the text is not
 * what they expect; {@link #read} makes a failure of it that names the file.
 */
public final class OrderedJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser json;

  private OrderedJson(JsonParser json) {
    this.json = json;
  }

  /** Reads the fields of one object, in their order. */
  @FunctionalInterface
  public interface Body<R> {
    R read(OrderedJson json) throws IOException;
  }

  /** Writes the fields of one object. */
  @FunctionalInterface
  public interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** One object as text. */
  public static String write(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing into memory failed", e);
    }
    return text.toString();
  }

  /**
   * Reads a text that is one object.
   *
   * @param name of the file, for messages
   * @param what the object is, as in "a vocabulary"
   * @param fields reads all its fields
   * @throws RondoException CORRUPT if the text is anything else
   */
  public static <R> R read(String text, String name, String what, Body<R> fields) {
    try (JsonParser parser = JSON.createParser(text)) {
      OrderedJson json = new OrderedJson(parser);
      require(parser.nextToken() == JsonToken.START_OBJECT, "expected an object");
      R result = fields.read(json);
      require(parser.nextToken() == JsonToken.END_OBJECT, "expected no more keys");
      require(parser.nextToken() == null, "expected nothing after the object");
      return result;
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      throw new RondoException(
          ExitCode.CORRUPT,
          name + " is not " + what + " (" + reason + "); take it from the model's training run",
          e);
    }
  }

  /** The text of the first key of an object, if that is {@code key}; else null. */
  static String first(String text, String key) {
    try (JsonParser parser = JSON.createParser(text)) {
      boolean found =
          parser.nextToken() == JsonToken.START_OBJECT && key.equals(parser.nextFieldName());
      return found ? parser.nextTextValue() : null;
    } catch (IOException e) {
      return null; // whoever reads it tells what is wrong
    }
  }

  /** Refuses what does not fit. */
  public static void require(boolean fits, String reason) {
    if (!fits) {
      throw new IllegalArgumentException(reason);
    }
  }

  /** A key and its text. */
  public String text(String key) throws IOException {
    key(key);
    require(json.nextToken() == JsonToken.VALUE_STRING, key + " is no text");
    return unicode(key);
  }

  /** The text at hand. Half of a surrogate pair has no UTF-8, so it would not come back. */
  private String unicode(String key) throws IOException {
    String text = json.getText();
    boolean halves = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    require(!halves, key + " has half of a surrogate pair");
    return text;
  }

  /** A key and a text that is known. */
  public void constant(String key, String expected) throws IOException {
    require(expected.equals(text(key)), key + " is not \"" + expected + "\"");
  }

  /** A key and its whole number. */
  public int integer(String key, int low, int high) throws IOException {
    key(key);
    require(json.nextToken() == JsonToken.VALUE_NUMBER_INT, key + " is no whole number");
    return (int) range(key, low, high);
  }

  private long range(String key, long low, long high) throws IOException {
    long value = json.getLongValue(); // fails if it is larger
    require(
        value >= low && value <= high, key + " is " + value + ", expected " + low + " to " + high);
    return value;
  }

  /** A key and whether it holds. */
  public boolean flag(String key) throws IOException {
    key(key);
    JsonToken token = json.nextToken();
    require(
        token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE,
        key + " is neither true nor false");
    return token == JsonToken.VALUE_TRUE;
  }

  /** A key and its texts. */
  public String[] texts(String key, int most) throws IOException {
    array(key);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      requireRoom(key, texts.size(), most);
      texts.add(unicode(key));
    }
    requireEnd(key);
    return texts.toArray(new String[0]);
  }

  /** A key and its whole numbers. */
  public long[] integers(String key, long low, long high, int most) throws IOException {
    array(key);
    long[] numbers = new long[16];
    int size = 0;
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      requireRoom(key, size, most);
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = range(key, low, high);
    }
    requireEnd(key);
    return Arrays.copyOf(numbers, size);
  }

  /** A key and its finite numbers. */
  public double[] numbers(String key, int most) throws IOException {
    array(key);
    double[] numbers = new double[16];
    int size = 0;
    while (json.nextToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      requireRoom(key, size, most);
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size] = json.getDoubleValue();
      require(Double.isFinite(numbers[size]), key + " has a number that is not finite");
      size++;
    }
    requireEnd(key);
    return Arrays.copyOf(numbers, size);
  }

  /** A key and its objects, each read by {@code fields}. */
  public <R> List<R> objects(String key, int most, Body<R> fields) throws IOException {
    array(key);
    List<R> objects = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      requireRoom(key, objects.size(), most);
      objects.add(fields.read(this));
      require(json.nextToken() == JsonToken.END_OBJECT, "expected no more keys in " + key);
    }
    requireEnd(key);
    return objects;
  }

  private void key(String key) throws IOException {
    require(key.equals(json.nextFieldName()), "expected \"" + key + "\" as the next key");
  }

  private void array(String key) throws IOException {
    key(key);
    require(json.nextToken() == JsonToken.START_ARRAY, key + " is no list");
  }

  private static void requireRoom(String key, int size, int most) {
    require(size < most, key + " has more than " + most + " elements");
  }

  private void requireEnd(String key) {
    require(json.currentToken() == JsonToken.END_ARRAY, key + " has an element of another type");
  }
}
