package rondo.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.plan.SyncCosts;

/** What rounds cost as {@code calibrate --json} prints it and {@code plan --costs} reads it. */
public final class CostsJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COSTS = "costs";

  private CostsJson() {}

  /** The numbers by name; a rate that is infinite becomes null when it is printed. */
  public static Map<String, Double> of(SyncCosts costs) {
    Map<String, Double> json = new LinkedHashMap<>();
    json.put("stage_seconds", costs.stageSeconds());
    json.put("task_seconds", costs.taskSeconds());
    json.put("block_seconds", costs.blockSeconds());
    json.put("serialized_bytes_per_second", costs.serializedBytesPerSecond());
    json.put("added_bytes_per_second", costs.addedBytesPerSecond());
    json.put("hop_seconds", costs.hopSeconds());
    return json;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws RondoException BAD_DATA if it is not what {@code calibrate} prints
   */
  public static SyncCosts read(String path) throws IOException {
    try {
      JsonNode costs = JSON.readTree(Places.text(path)).path(COSTS);
      return new SyncCosts(
          number(costs, "stage_seconds"),
          number(costs, "task_seconds"),
          number(costs, "block_seconds"),
          rate(costs, "serialized_bytes_per_second"),
          rate(costs, "added_bytes_per_second"),
          number(costs, "hop_seconds"));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String why = e instanceof JsonProcessingException ? "it is not JSON" : e.getMessage();
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The costs in "
              + path
              + " cannot be used ("
              + why
              + "), expected a file with what 'rondo calibrate --json' prints",
          e);
    }
  }

  private static double number(JsonNode costs, String name) {
    if (!costs.path(name).isNumber()) {
      throw new IllegalArgumentException(name + ": got no number");
    }
    return costs.get(name).asDouble();
  }

  private static double rate(JsonNode costs, String name) {
    return costs.path(name).isNull() ? Double.POSITIVE_INFINITY : number(costs, name);
  }
}
