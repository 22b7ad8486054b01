package rondo.spark.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.execution.datasources.FileIndexOptions;
import org.apache.spark.sql.execution.datasources.orc.OrcOptions;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.execution.datasources.text.TextOptions;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.SourceSpec;

/**
 * Which reader of Spark reads a source, with which options.
 *
 * @param name of the reader
 * @param options all of them, ours among them
 * @param schema of the columns in Spark's DDL, or null to find it out
 */
record Formats(String name, Map<String, String> options, String schema) {
  private static final List<String> NAMES =
      List.of("auto", "parquet", "csv", "json", "orc", "text", "binary");

  // Bad lines are counted here, so these are not for users.
  private static final List<String> OURS = List.of("mode", "columnnameofcorruptrecord");
  private static final String SCHEMA = "schema";

  /**
   * The reader of a source.
   *
   * @param file a file of it, by whose end {@code auto} decides
   * @throws RondoException CONFIG if there is no such format or option
   */
  static Formats of(SourceSpec source, String file) {
    String asked = source.format() == null ? "auto" : source.format();
    if (!NAMES.contains(asked)) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.format: got " + asked + ", expected one of " + String.join(", ", NAMES));
    }
    String end = end(file);
    String name = asked.equals("auto") ? byEnd(end) : asked;
    Map<String, String> options = new LinkedHashMap<>();
    switch (name) {
      case "csv" -> {
        options.put("header", "true");
        options.put("inferSchema", "true");
        options.put("enforceSchema", "false"); // else columns in another order would be mixed up
        if (end.equals("tsv")) {
          options.put("sep", "\t");
        }
      }
      case "binary" -> name = "binaryFile";
      default -> {}
    }
    String schema = null;
    for (Map.Entry<String, String> option : source.options().entrySet()) {
      if (option.getKey().equals(SCHEMA)) {
        schema = option.getValue();
      } else {
        require(name, option.getKey());
        options.keySet().removeIf(ours -> ours.equalsIgnoreCase(option.getKey()));
        if (option.getKey().equalsIgnoreCase("delimiter")) {
          options.remove("sep");
        }
        options.put(option.getKey(), option.getValue());
      }
    }
    return new Formats(name, options, schema);
  }

  /** An option by its name, which Spark takes in any case. */
  String option(String key) {
    return options.entrySet().stream()
        .filter(option -> option.getKey().equalsIgnoreCase(key))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Whether files have columns of their own, and not those of the format. */
  boolean hasColumns() {
    return !name.equals("text") && !name.equals("binaryFile");
  }

  /** Whether a line of a file may be none of a table. */
  boolean hasLines() {
    return name.equals("csv") || name.equals("json");
  }

  private static void require(String format, String option) {
    String lower = option.toLowerCase(Locale.ROOT);
    if (OURS.contains(lower)) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.options: got "
              + option
              + ", which Rondo sets itself to count bad lines; say what becomes of them with"
              + " data.on-bad-record");
    }
    TreeSet<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(List.of("ignoreCorruptFiles", "ignoreMissingFiles")); // of every format
    for (scala.collection.Set<String> names : known(format)) {
      known.addAll(scala.jdk.javaapi.CollectionConverters.asJava(names));
    }
    // Options with a dot are those of the file system.
    if (!known.contains(option) && !option.contains(".")) {
      known.add(SCHEMA);
      known.removeIf(name -> OURS.contains(name.toLowerCase(Locale.ROOT)));
      throw new RondoException(
          ExitCode.CONFIG,
          "data.options: got "
              + option
              + ", which Spark's reader of "
              + format
              + " does not have, expected one of "
              + String.join(", ", known));
    }
  }

  private static List<scala.collection.Set<String>> known(String format) {
    List<scala.collection.Set<String>> known = new ArrayList<>();
    known.add(FileIndexOptions.getAllOptions());
    switch (format) {
      case "csv" -> known.add(CSVOptions.getAllOptions());
      case "json" -> known.add(JSONOptions.getAllOptions());
      case "parquet" -> known.add(ParquetOptions.getAllOptions());
      case "orc" -> known.add(OrcOptions.getAllOptions());
      case "text" -> known.add(TextOptions.getAllOptions());
      default -> {}
    }
    return known;
  }

  private static String end(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    for (String packed : List.of(".gz", ".bz2", ".zst", ".lz4", ".snappy", ".deflate")) {
      if (name.endsWith(packed)) {
        name = name.substring(0, name.length() - packed.length());
      }
    }
    int dot = name.lastIndexOf('.');
    return dot < name.lastIndexOf('/') ? "" : name.substring(dot + 1);
  }

  private static String byEnd(String end) {
    return switch (end) {
      case "parquet" -> "parquet";
      case "csv", "tsv" -> "csv";
      case "json", "jsonl", "ndjson" -> "json";
      case "orc" -> "orc";
      default -> "text";
    };
  }
}
