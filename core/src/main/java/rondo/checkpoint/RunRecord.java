package rondo.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What made a run: the file {@code run.json}.
 *
 * @param rondo version of Rondo
 * @param started when, in ISO 8601 with UTC
 * @param config the whole configuration with all defaults filled in, one JSON object; must hold no
 *     secrets
 * @param environment what the run ran on, by name: Java, cores, kernels, Spark
 */
public record RunRecord(
    String rondo, String started, String config, Map<String, String> environment) {
  private static final String FORMAT = "rondo-run";
  private static final int VERSION = 1;
  private static final int MAX_BYTES = 4 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws IllegalArgumentException if {@code config} is not a JSON object
   */
  public RunRecord {
    environment = Map.copyOf(environment);
    parseObject(config);
  }

  /** Writes {@code run.json}. */
  public void write(RunDirectory directory) throws IOException {
    directory.write(RunFiles.RUN, toBytes());
  }

  byte[] toBytes() throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("format", FORMAT);
    node.put("version", VERSION);
    node.put("rondo", rondo);
    node.put("started", started);
    node.set("config", parseObject(config));
    ObjectNode where = node.putObject("environment");
    environment.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> where.put(entry.getKey(), entry.getValue()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  /**
   * Reads {@code run.json} of a run.
   *
   * @throws java.io.FileNotFoundException if there is none
   * @throws IOException if the file is not a {@code run.json} of this version
   */
  public static RunRecord read(RunDirectory directory) throws IOException {
    return parse(directory.read(RunFiles.RUN, MAX_BYTES), directory.pathOf(RunFiles.RUN));
  }

  /** Reads the bytes of a file. */
  static RunRecord parse(byte[] bytes, String file) throws IOException {
    JsonNode node = JSON.readTree(bytes);
    if (!isFormat(node) || !node.path("config").isObject()) {
      throw new IOException(
          file + " was not written by this version of Rondo; give the directory of a run");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    node.path("environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    return new RunRecord(
        node.path("rondo").asText(),
        node.path("started").asText(),
        node.path("config").toString(),
        environment);
  }

  /** The same with one more fact about what the run runs on or found out. */
  public RunRecord with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new RunRecord(rondo, started, config, more);
  }

  /** The same run, as another version of Rondo goes on with it, or with a job that may differ. */
  public RunRecord goingOn(String version, String job) {
    return new RunRecord(version, started, job, environment);
  }

  /** Names of the variants in its configuration; each is a run in a folder of that name. */
  Set<String> variants() {
    Set<String> names = new TreeSet<>();
    parseObject(config).path("variants").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether {@code run.json} of this directory is one of ours. */
  static boolean isRun(RunDirectory directory) throws IOException {
    try {
      return directory.length(RunFiles.RUN).orElse(Long.MAX_VALUE) <= MAX_BYTES
          && isFormat(JSON.readTree(directory.read(RunFiles.RUN, MAX_BYTES)));
    } catch (JsonProcessingException | CharConversionException e) {
      return false;
    }
  }

  private static boolean isFormat(JsonNode node) {
    return node.isObject()
        && node.path("format").asText().equals(FORMAT)
        && node.path("version").asInt() == VERSION;
  }

  private static JsonNode parseObject(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node.isObject()) {
        return node;
      }
      throw new IllegalArgumentException("config: got other JSON, expected a JSON object");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("config: got no JSON, expected a JSON object", e);
    }
  }
}
