package rondo.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rondo.error.RondoException;

/**
 * One object of a JSON file of ours. Every key must be there and have the right type and range, and
 * there may be no other: a file that another program or version wrote must not be half understood.
 */
public final class StrictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;
  private final String file;
  private final String where;

  private StrictJson(JsonNode node, String file, String where) {
    this.node = node;
    this.file = file;
    this.where = where;
  }

  /**
   * Parses a file that holds one object.
   *
   * @throws RondoException CORRUPT if it is not UTF-8 with one JSON object
   */
  public static StrictJson parse(byte[] bytes, String file) throws IOException {
    JsonNode node;
    try {
      node = MAPPER.readTree(decode(bytes, file));
    } catch (JacksonException e) {
      throw Corrupt.file(file, "it is not JSON");
    }
    return new StrictJson(node, file, "").requireObject();
  }

  /** Bytes that must be UTF-8 as text. */
  public static String decode(byte[] bytes, String file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Corrupt.file(file, "it is not valid UTF-8");
    }
  }

  /** Refuses keys other than these. */
  public StrictJson keys(Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw Corrupt.file(file, "unknown key " + where + name);
      }
    }
    return this;
  }

  /** The keys in the order of the file. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public StrictJson object(String key) {
    return new StrictJson(node.path(key), file, where + key + ".").requireObject();
  }

  /** A list of objects. */
  public List<StrictJson> objects(String key) {
    JsonNode list = node.path(key);
    require(list.isArray(), key, "a list");
    List<StrictJson> objects = new ArrayList<>();
    for (JsonNode element : list) {
      objects.add(
          new StrictJson(element, file, where + key + "[" + objects.size() + "].").requireObject());
    }
    return objects;
  }

  /** A list of whole numbers. */
  public List<Integer> integers(String key, int low, int high) {
    JsonNode list = node.path(key);
    require(list.isArray(), key, "a list of numbers");
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode element : list) {
      require(
          element.isInt() && element.intValue() >= low && element.intValue() <= high,
          key,
          "whole numbers from " + low + " to " + high);
      numbers.add(element.intValue());
    }
    return numbers;
  }

  /** A list of finite numbers. */
  public List<Double> numbers(String key) {
    JsonNode list = node.path(key);
    require(list.isArray(), key, "a list of numbers");
    List<Double> numbers = new ArrayList<>();
    for (JsonNode element : list) {
      require(element.isNumber() && Double.isFinite(element.doubleValue()), key, "finite numbers");
      numbers.add(element.doubleValue());
    }
    return numbers;
  }

  /** Whether the value of a key is an object. */
  public boolean isObject(String key) {
    return node.path(key).isObject();
  }

  public String text(String key) {
    require(node.path(key).isTextual(), key, "text");
    return node.path(key).textValue();
  }

  public long integer(String key, long low, long high) {
    JsonNode value = node.path(key);
    require(
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= low
            && value.longValue() <= high,
        key,
        low == high ? String.valueOf(low) : "a whole number from " + low + " to " + high);
    return value.longValue();
  }

  /** A finite number. */
  public double number(String key) {
    JsonNode value = node.path(key);
    require(value.isNumber() && Double.isFinite(value.doubleValue()), key, "a finite number");
    return value.doubleValue();
  }

  public boolean flag(String key) {
    require(node.path(key).isBoolean(), key, "true or false");
    return node.path(key).booleanValue();
  }

  /** A constant of an enum, written as {@link #nameOf} does. */
  public <E extends Enum<E>> E constant(String key, Class<E> type) {
    String name = text(key);
    for (E constant : type.getEnumConstants()) {
      if (nameOf(constant).equals(name)) {
        return constant;
      }
    }
    throw Corrupt.file(file, where + key + " is \"" + name + "\", which this version lacks");
  }

  /** The name of a constant in files: lower case with hyphens, as in job files. */
  public static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A failure that names the file. */
  public RondoException bad(String reason) {
    return Corrupt.file(file, reason);
  }

  /** The object as JSON text. */
  @Override
  public String toString() {
    return node.toString();
  }

  private StrictJson requireObject() {
    if (!node.isObject()) {
      throw Corrupt.file(
          file,
          (where.isEmpty() ? "it" : where.substring(0, where.length() - 1))
              + " is not a JSON object");
    }
    return this;
  }

  private void require(boolean condition, String key, String expected) {
    if (!condition) {
      JsonNode got = node.path(key);
      throw Corrupt.file(
          file,
          where
              + key
              + (got.isMissingNode() ? " is missing" : " has a wrong value")
              + ", expected "
              + expected);
    }
  }
}
