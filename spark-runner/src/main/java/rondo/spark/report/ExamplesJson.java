package rondo.spark.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.local.Examples;

/**
 * The file examples.json: {@link Examples} with the names of its records in snake case. Numbers of
 * a list have six digits, more than a picture can show; one that is not there is {@code null}.
 */
public final class ExamplesJson {
  private static final MathContext DIGITS = new MathContext(6);
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(
              new SimpleModule()
                  .addSerializer(double[].class, new Writer())
                  .addDeserializer(double[].class, new Reader()))
          .build();

  private ExamplesJson() {}

  /** One line of JSON. */
  public static byte[] write(Examples examples) {
    try {
      return MAPPER.writeValueAsBytes(examples);
    } catch (JacksonException e) {
      throw new IllegalStateException("Examples are no JSON", e);
    }
  }

  /**
   * What {@link #write} wrote.
   *
   * @param name of the file, for messages
   * @throws RondoException CORRUPT if it is anything else
   */
  public static Examples read(byte[] json, String name) throws IOException {
    try {
      return MAPPER.readValue(json, Examples.class);
    } catch (JacksonException e) {
      throw new RondoException(
          ExitCode.CORRUPT,
          name
              + " does not hold the examples of a run ("
              + e.getOriginalMessage()
              + "); repeat its training with --resume, which writes them again",
          e);
    }
  }

  private static final class Writer extends StdSerializer<double[]> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(double[].class);
    }

    @Override
    public void serialize(double[] values, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (double value : values) {
        if (Double.isFinite(value)) {
          json.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
        } else {
          json.writeNull();
        }
      }
      json.writeEndArray();
    }
  }

  private static final class Reader extends StdDeserializer<double[]> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(double[].class);
    }

    @Override
    public double[] deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      DoubleStream.Builder values = DoubleStream.builder();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        boolean isThere = json.currentToken() != JsonToken.VALUE_NULL;
        values.add(isThere ? json.getDoubleValue() : Double.NaN);
      }
      return values.build().toArray();
    }
  }
}
