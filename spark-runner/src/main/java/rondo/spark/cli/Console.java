package rondo.spark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import rondo.spark.report.Progress;
import rondo.spark.report.Terminal;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}.
 *
 * <p>Thread use: any.
 */
record Console(PrintStream out, PrintStream err) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new SimpleModule().addSerializer(Double.class, new FiniteOrNull()));

  private static final class FiniteOrNull extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1L;

    FiniteOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        generator.writeNumber(value);
      } else {
        generator.writeNull();
      }
    }
  }

  /** Prints a line of the result. */
  void print(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints a part of a line of the result. */
  void printPart(String part) {
    out.print(part);
    out.flush();
  }

  /** Prints the result as one JSON object on one line; numbers that are not finite become null. */
  void printJson(Map<String, ?> result) {
    try {
      print(JSON.writeValueAsString(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result that JSON cannot hold", e);
    }
  }

  /** Live progress for a person, beside the results. */
  Progress progress() {
    return new Progress(err, Terminal.ofStandardError(System.getenv()), System::nanoTime);
  }

  /** Tells the user something that is not a result. */
  void tell(String line) {
    err.println(line);
    err.flush();
  }
}
