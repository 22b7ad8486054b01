package rondo.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rondo.checkpoint.Corrupt;
import rondo.error.RondoException;

/**
 * Parses the JSON of a safetensors header; stricter than the format, so never laxer than others.
 */
final class SafetensorsHeaderParser {
  private static final int MAX_TENSORS = 65_536;
  private static final int MAX_NAME_BYTES = 512;
  private static final int MAX_RANK = 8;
  private static final int MAX_METADATA_BYTES = 64 << 10;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNumberLength(20)
                  .maxNameLength(MAX_METADATA_BYTES)
                  .maxStringLength(MAX_METADATA_BYTES)
                  .build())
          .build();

  private final String file;
  private final long start;
  private JsonParser parser;

  /**
   * @param file for messages
   * @param start byte of the file at which the JSON starts
   */
  SafetensorsHeaderParser(String file, long start) {
    this.file = file;
    this.start = start;
  }

  /** The tensors in the order of their data. */
  List<TensorInfo> parse(byte[] json) {
    List<TensorInfo> tensors = new ArrayList<>();
    try (JsonParser opened = JSON.createParser(json)) {
      parser = opened;
      expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (name.equals("__metadata__")) {
          skipMetadata();
        } else {
          expect(tensors.size() < MAX_TENSORS, "at most " + MAX_TENSORS + " tensors");
          expect(isName(name), "a name of 1 to " + MAX_NAME_BYTES + " bytes of text");
          tensors.add(tensor(name));
        }
      }
      expect(parser.nextToken() == null, "the end of the header");
    } catch (IOException | IllegalStateException e) {
      // IllegalStateException: Jackson's guard against names that are made to collide.
      throw bad("the header is not JSON of tensors");
    }
    tensors.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
    return List.copyOf(tensors);
  }

  private TensorInfo tensor(String name) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
    TensorInfo.Type type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "dtype" -> type = type();
        case "shape" -> shape = numbers(MAX_RANK, Integer.MAX_VALUE);
        case "data_offsets" -> offsets = numbers(2, Long.MAX_VALUE);
        default -> throw bad("expected dtype, shape and data_offsets only");
      }
    }
    expect(
        type != null && shape != null && offsets != null && offsets.size() == 2,
        "dtype, shape and two data_offsets");
    List<Integer> sizes = shape.stream().map(Long::intValue).toList();
    long begin = offsets.get(0);
    long end = offsets.get(1);
    try {
      expect(
          end >= begin && end - begin == TensorInfo.byteLength(type, sizes),
          "data_offsets that fit the shape");
    } catch (ArithmeticException e) {
      throw bad("expected a shape of less than 2^63 bytes");
    }
    return new TensorInfo(name, type, sizes, begin, end);
  }

  private TensorInfo.Type type() throws IOException {
    expect(parser.nextToken() == JsonToken.VALUE_STRING, "a dtype");
    for (TensorInfo.Type type : TensorInfo.Type.values()) {
      if (type.name().equals(parser.getText())) {
        return type;
      }
    }
    throw bad("expected dtype F32, F64, I32 or I64");
  }

  private List<Long> numbers(int mostNumbers, long mostValue) throws IOException {
    expect(parser.nextToken() == JsonToken.START_ARRAY, "a list of numbers");
    List<Long> numbers = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(numbers.size() < mostNumbers, "at most " + mostNumbers + " numbers");
      expect(
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getText().charAt(0) != '-',
          "a whole number of at least 0");
      long number = parser.getLongValue();
      expect(number <= mostValue, "a number of at most " + mostValue);
      numbers.add(number);
    }
    return numbers;
  }

  private void skipMetadata() throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
    long bytes = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      bytes += parser.currentName().length();
      expect(parser.nextToken() == JsonToken.VALUE_STRING, "text in __metadata__");
      bytes += parser.getTextLength();
      expect(bytes <= MAX_METADATA_BYTES, "at most " + MAX_METADATA_BYTES + " bytes of metadata");
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && StandardCharsets.UTF_8.newEncoder().canEncode(name)
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
        && name.codePoints().noneMatch(Character::isISOControl);
  }

  private void expect(boolean condition, String expected) {
    if (!condition) {
      throw bad("expected " + expected);
    }
  }

  private RondoException bad(String reason) {
    return Corrupt.at(file, start + Math.max(0, parser.currentLocation().getByteOffset()), reason);
  }
}
