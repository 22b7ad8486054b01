package rondo.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/** Numbers computed by PyTorch, written by golden.py in the resources beside them. */
public final class GoldenFile {
  private GoldenFile() {}

  /** The content of a file of the fixture. */
  public static JsonNode read(String name) {
    try (InputStream json = GoldenFile.class.getResourceAsStream("/golden/" + name)) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An array of numbers. */
  public static double[] doubles(JsonNode array) {
    return stream(array).toArray();
  }

  /** An array of numbers, in single precision. */
  public static float[] floats(JsonNode array) {
    double[] values = doubles(array);
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** An array of whole numbers. */
  public static int[] ints(JsonNode array) {
    return stream(array).mapToInt(value -> (int) value).toArray();
  }

  private static DoubleStream stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::asDouble);
  }
}
