package rondo.spark.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import rondo.round.RoundMetrics;

/** A round as one line of JSON and back. A number that is not finite is written as null. */
final class MetricsJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectReader READER =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private MetricsJson() {}

  /** One JSON object without a line break. */
  static String write(RoundMetrics metrics) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("round", metrics.round());
      number(json, "epoch", metrics.epoch());
      json.writeNumberField("local_steps", metrics.localSteps());
      number(json, "train_loss", metrics.trainLoss());
      number(json, "valid_loss", metrics.validLoss());
      json.writeObjectFieldStart("metrics");
      for (Map.Entry<String, Double> metric : metrics.metrics().entrySet()) {
        number(json, metric.getKey(), metric.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("time_steps", metrics.timeSteps());
      number(json, "time_steps_per_second", metrics.timeStepsPerSecond());
      number(json, "compute_seconds", metrics.times().compute());
      number(json, "broadcast_seconds", metrics.times().broadcast());
      number(json, "reduce_seconds", metrics.times().reduce());
      number(json, "wait_seconds", metrics.times().waiting());
      number(json, "checkpoint_seconds", metrics.times().checkpoint());
      json.writeNumberField("bytes_down", metrics.bytesDown());
      json.writeNumberField("bytes_up", metrics.bytesUp());
      number(json, "learning_rate", metrics.learningRate());
      number(json, "gradient_norm", metrics.gradientNorm());
      json.writeNumberField("clipped", metrics.clipped());
      json.writeNumberField("gradients", metrics.gradients());
      json.writeNumberField("bad_updates", metrics.badUpdates());
      json.writeNumberField("bad_records", metrics.badRecords());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return out.toString();
  }

  /**
   * The round of a line. A key that is absent or null is NaN, or 0 if it counts something; keys
   * that are not known are skipped, so that files of later versions can be read.
   *
   * @throws IOException if this is not a JSON object with a round and numbers
   */
  static RoundMetrics read(byte[] line) throws IOException {
    JsonNode json = READER.readTree(line);
    if (json == null || !json.isObject()) {
      throw new IOException("not a JSON object");
    }
    if (!json.path("round").isIntegralNumber()) {
      throw new IOException("no \"round\"");
    }
    return new RoundMetrics(
        count(json, "round"),
        number(json, "epoch"),
        (int) Math.min(Integer.MAX_VALUE, count(json, "local_steps")),
        number(json, "train_loss"),
        number(json, "valid_loss"),
        metrics(json.path("metrics")),
        count(json, "time_steps"),
        number(json, "time_steps_per_second"),
        new RoundMetrics.Times(
            number(json, "compute_seconds"),
            number(json, "broadcast_seconds"),
            number(json, "reduce_seconds"),
            number(json, "wait_seconds"),
            number(json, "checkpoint_seconds")),
        count(json, "bytes_down"),
        count(json, "bytes_up"),
        number(json, "learning_rate"),
        number(json, "gradient_norm"),
        count(json, "clipped"),
        count(json, "gradients"),
        count(json, "bad_updates"),
        count(json, "bad_records"));
  }

  private static Map<String, Double> metrics(JsonNode json) throws IOException {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> metric : json.properties()) {
      metrics.put(metric.getKey(), number(json, metric.getKey()));
    }
    return Collections.unmodifiableMap(metrics);
  }

  private static void number(JsonGenerator json, String key, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(key, value);
    } else {
      json.writeNullField(key);
    }
  }

  private static double number(JsonNode json, String key) throws IOException {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber()) {
      throw new IOException("\"" + key + "\" is not a number");
    }
    return value.doubleValue();
  }

  private static long count(JsonNode json, String key) throws IOException {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IOException("\"" + key + "\" is not a whole number");
    }
    return value.longValue();
  }
}
