package rondo.benchmark.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What one process prints as its only line on standard output, as JSON.
 *
 * @param version of the peer and of what it runs on, for the reader
 * @param timeStepsPerSecond median of the windows; multiply-adds times 2 a second for the peer
 *     "peak"
 * @param millisecondsPerStep a whole batch, from the same median
 * @param loss nats a time step after {@code lossStep} steps of training; null for inference
 * @param windows time steps a second in each window measured
 */
public record ProcessResult(
    String peer,
    String version,
    String workload,
    int threads,
    double timeStepsPerSecond,
    double millisecondsPerStep,
    Double loss,
    int lossStep,
    List<Double> windows) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  /** The line that {@link #parse} reads. */
  public String toJson() {
    return write(this);
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  static Workload workload(String json) {
    try {
      return JSON.readValue(json, Workload.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("workload: got '" + json + "', expected its JSON", e);
    }
  }

  /**
   * Reads the last line of {@code output}; libraries may have chattered before it.
   *
   * @throws IllegalArgumentException with the line if it is not a result, or one of a run that
   *     diverged
   */
  static ProcessResult parse(String output) {
    String line = output.strip();
    line = line.substring(line.lastIndexOf('\n') + 1);
    ProcessResult result;
    try {
      result = JSON.readValue(line, ProcessResult.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("printed '" + line + "', expected a result as JSON", e);
    }
    if (!(result.timeStepsPerSecond > 0) || !Double.isFinite(result.timeStepsPerSecond)) {
      throw new IllegalArgumentException(
          "measured " + result.timeStepsPerSecond + " time steps/s, expected a number above 0");
    }
    if (result.loss != null && !Double.isFinite(result.loss)) {
      throw new IllegalArgumentException("the loss became " + result.loss + ", expected a number");
    }
    return result;
  }
}
