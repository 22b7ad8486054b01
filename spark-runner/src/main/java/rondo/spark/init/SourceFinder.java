package rondo.spark.init;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.read.TableProbe;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;

/** Finds out how a source is read: its format, and, of text, options and a query. */
final class SourceFinder {
  private static final int LINES = 400;
  private static final int SHOWN = 60;

  private final InitRequest request;
  private final TableProbe probe;

  /**
   * How a source is read.
   *
   * @param format that it is read as; never auto
   * @param note what was found out; null if there is nothing to say
   */
  record Found(SourceSpec source, String format, String note) {}

  SourceFinder(InitRequest request, TableProbe probe) {
    this.request = request;
    this.probe = probe;
  }

  /**
   * Looks at the first lines, where there are lines.
   *
   * @throws RondoException NO_INPUT if there is nothing; CONFIG if there is no such format;
   *     BAD_DATA if nobody knows what a text is
   */
  Found find() throws IOException {
    String asked = request.format();
    String format = probe.format(source(asked, Map.of(), null));
    switch (format) {
      case "csv" -> {
        return csv(asked, lines(), false);
      }
      case "text" -> {
        List<String> lines = lines();
        return asked.equals("auto") || asked.equals("text")
            ? text(lines, asked.equals("auto"))
            : csv(asked, lines, false);
      }
      case "binaryFile" ->
          throw InitErrors.usage(
              "--format: got binary, of which init can tell nothing, expected parquet, csv, json,"
                  + " orc or text; write the job file by hand");
      default -> {
        return new Found(source(asked, Map.of(), null), format, null);
      }
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = probe.lines(source("text", TableProbe.textOptions(), null), LINES);
    if (lines.stream().allMatch(String::isBlank)) {
      throw InitErrors.badData(
          "The data at " + request.data() + " has no lines, expected some; give other data");
    }
    return lines;
  }

  private Found csv(String asked, List<String> lines, boolean guessed) {
    TextShapes.Csv shape = TextShapes.csv(lines);
    Map<String, String> options = new LinkedHashMap<>();
    boolean tsv = request.data().matches("(?i).*\\.tsv(\\.\\w+)?");
    String usual = tsv ? "\t" : ",";
    String separator = shape == null ? usual : shape.separator();
    boolean header = TextShapes.hasHeader(lines, separator);
    if (!separator.equals(usual) || (guessed && separator.equals("\t"))) {
      options.put("sep", separator);
    }
    if (!header) {
      options.put("header", "false");
    }
    String note =
        header
            ? (guessed ? "by its lines" : null)
            : "the first line has values, so columns are called _c0, _c1 and so on";
    return new Found(source(guessed ? "csv" : asked, options, null), "csv", note);
  }

  private Found text(List<String> lines, boolean auto) {
    boolean carriage = lines.stream().anyMatch(line -> line.endsWith("\r"));
    List<String> plain = lines.stream().map(String::stripTrailing).toList();
    if (request.task().equals("music") && TextShapes.isMusic(plain)) {
      return music();
    }
    TextShapes.Tagged tagged = request.task().equals("tagging") ? TextShapes.tagged(plain) : null;
    if (tagged != null) {
      return tagged(tagged, carriage);
    }
    if (auto && TextShapes.csv(lines) != null) {
      return csv("csv", lines, true);
    }
    String first = plain.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    throw InitErrors.badData(
        "The data at "
            + request.data()
            + " is text whose lines are no table that init knows for "
            + request.task()
            + " (the first is \""
            + (first.length() > SHOWN ? first.substring(0, SHOWN) + "..." : first)
            + "\"), expected "
            + expected()
            + "; convert it, or write a job file with data.query");
  }

  private String expected() {
    return switch (request.task()) {
      case "music" ->
          "a piece a line as in \"60,64 60,67 -\", or a table with a list of sets of keys";
      case "tagging" ->
          "a word and its tag a line with an empty line after each sequence, or a table";
      default -> "a table, as CSV with a header";
    };
  }

  private Found music() {
    String query =
        """
        SELECT
          transform(split(trim(value), ' +'), step -> filter(split(step, ','), key -> key <> '-'))
            AS keys,
          _metadata
        FROM input
        WHERE trim(value) <> ''
        """;
    return new Found(
        source("text", Map.of(), query),
        "text",
        "a line is a piece: its time steps are separated by spaces, the keys that sound by commas,"
            + " and - is silence");
  }

  private Found tagged(TextShapes.Tagged shape, boolean carriage) {
    String end = carriage ? "\r\n" : "\n";
    int tag = request.target().isEmpty() ? shape.tag() : field(request.target(), shape);
    String line =
        shape.universal() ? "line RLIKE '^[0-9]+\\t'" : "trim(line) <> '' AND line NOT LIKE '#%'";
    String field =
        shape.tabs() ? "split_part(token, '\\t', %d)" : "get(split(trim(token), '\\\\s+'), %d)";
    int from = shape.tabs() ? 0 : 1; // elements of an array are counted from 0
    String query =
        """
        SELECT
          transform(tokens, token -> %s) AS words,
          transform(tokens, token -> %s) AS tags,
          _metadata
        FROM (
          SELECT filter(split(value, '%s'), line -> %s) AS tokens, _metadata
          FROM input
        )
        WHERE size(tokens) > 0
        """
            .formatted(
                field.formatted(shape.word() - from),
                field.formatted(tag - from),
                carriage ? "\\r?\\n" : "\\n",
                line);
    return new Found(
        source("text", Map.of("lineSep", end + end), query),
        "text",
        "a record ends with an empty line; field "
            + shape.word()
            + " of a line is the word, field "
            + tag
            + " the tag");
  }

  private static int field(List<String> target, TextShapes.Tagged shape) {
    String name = target.get(0);
    int field = target.size() == 1 && name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
    if (name.equals("tags") && target.size() == 1) {
      return shape.tag();
    }
    if (field < 1 || field > shape.fields()) {
      throw new RondoException(
          ExitCode.USAGE,
          "--target: got "
              + String.join(", ", target)
              + ", expected the number of the field with the tag, 1 to "
              + shape.fields()
              + ": the lines have no names for their fields");
    }
    return field;
  }

  private SourceSpec source(String format, Map<String, String> options, String query) {
    return new SourceSpec(
        request.data(),
        format,
        options,
        query,
        List.of(),
        null,
        0,
        0,
        SplitSpec.allTest(),
        SourceSpec.OnBadRecord.FAIL,
        1);
  }
}
