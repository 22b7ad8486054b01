package rondo.spark.init;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes how the data is split: by the names of its files, by time, or by a hash. */
final class SplitPlan {
  private static final double USUAL = 0.1;
  private static final double OF_FEW = 0.2;
  private static final int FEW = 100;
  private static final String TEST = "(?i)(^|.*[^a-z])test(ing)?([^a-z].*|$)";
  private static final String VALIDATION = "(?i)(^|.*[^a-z])(valid(ation)?|val|dev)([^a-z].*|$)";

  private final InitRequest request;
  private final TableProfile table;

  SplitPlan(InitRequest request, TableProfile table) {
    this.request = request;
    this.table = table;
  }

  /** Part of the data that picks the model. */
  double validation(long sequences) {
    return request.validation() == null ? usual(sequences) : request.validation();
  }

  /** Part of the data that is read once. */
  double test(long sequences) {
    return request.test() == null ? usual(sequences) : request.test();
  }

  private static double usual(long sequences) {
    return sequences < FEW ? OF_FEW : USUAL;
  }

  /**
   * By files if they are named so, else by fractions.
   *
   * @param query gets a column if it is needed
   * @param key of sequences; empty if each row is one
   * @param used columns of the table that tell rows apart where there is no key; no maps
   * @param sequences how many there are
   * @return lines of the section {@code data}, to be written at their place
   */
  Lines ofSequences(Query query, List<String> key, Collection<String> used, long sequences) {
    List<String> test = names(TEST);
    List<String> validation = names(VALIDATION);
    boolean asked = request.validation() != null || request.test() != null;
    boolean learned = test.size() + validation.size() < table.files().size();
    if (asked || !learned || test.isEmpty()) {
      return fractions(validation(sequences), test(sequences), key);
    }
    if (!validation.isEmpty()) {
      return job ->
          job.open("split", "by the names of the files")
              .put("by", "file", null)
              .put("validation-files", patterns(validation), "pick the model")
              .put("test-files", patterns(test), "are read once, at the end")
              .close();
    }
    // Not by the number of a row, which nobody knows in ORC files and in parts of large ones.
    String tenth =
        "pmod(xxhash64("
            + (key.isEmpty() ? used : key)
                .stream()
                    .map(name -> "`" + name.replace("`", "``") + "`")
                    .collect(Collectors.joining(", "))
            + "), 10) = 0";
    String files =
        test.stream()
            .map(name -> "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'")
            .collect(Collectors.joining(", "));
    String part =
        query.add(
            "part",
            "CASE\n    WHEN split_part(_metadata.file_path, '/', -1) IN ("
                + files
                + ")\n    THEN 'test'\n    WHEN "
                + tenth
                + " THEN 'validation'\n    ELSE 'train'\n  END");
    return job ->
        job.open("split", "a file is named as the test part; a tenth of the others picks the model")
            .put("by", "column", null)
            .put("column", part, null)
            .close();
  }

  /** Lines of a section, written later. */
  @FunctionalInterface
  interface Lines {
    void write(JobText job);
  }

  private static Lines fractions(double validation, double test, List<String> key) {
    String what =
        key.isEmpty() ? "of rows, by a hash of their values" : "of sequences, by their key";
    return job ->
        job.put(
                "validation",
                new JobText.Raw(number(validation)),
                validation == 0 ? "none picks the model" : what + "; picks the model")
            .put(
                "test",
                new JobText.Raw(number(test)),
                test == 0 ? "none is kept for the end" : "is read once, at the end");
  }

  /**
   * By time: what is told lies after what was learned. A part of 0 is none.
   *
   * @param from the first time of the validation part, and of the test part
   */
  static Lines byTime(List<String> from, double validation, double test) {
    if (validation == 0 && test == 0) {
      return fractions(0, 0, List.of()); // there is no time that parts begin with
    }
    return job -> {
      job.open("split", "what is tested comes after what was learned").put("by", "time", null);
      if (validation > 0) {
        String pick =
            String.format(Locale.ROOT, "%.0f %% of the rows pick the model", 100 * validation);
        job.put("validation-from", from.get(0), pick);
      }
      if (test > 0) {
        String once =
            String.format(Locale.ROOT, "the last %.0f %% are read once, at the end", 100 * test);
        job.put("test-from", from.get(1), once);
      }
      job.close();
    };
  }

  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value).replaceFirst("0+$", "");
    return text.endsWith(".") ? text + "0" : text;
  }

  private List<String> names(String pattern) {
    List<String> names = new ArrayList<>();
    for (String file : table.files()) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      if (name.matches(pattern)) {
        names.add(name);
      }
    }
    return names;
  }

  /** Names as patterns that match nothing else. */
  private static List<String> patterns(List<String> names) {
    return names.stream().map(name -> name.replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1")).toList();
  }
}
