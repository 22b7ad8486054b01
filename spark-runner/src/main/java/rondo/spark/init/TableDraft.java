package rondo.spark.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.spark.init.JobText.Raw;

/** What job files of all tasks over tables have: where the data is, and what it holds. */
final class TableDraft {
  private static final int MOST_COLUMNS = 60; // that are listed
  private static final double USUAL_BAD = 0.1; // data.bad-records

  private final InitRequest request;
  private final TableProfile table;
  private final JobText job = new JobText();

  TableDraft(InitRequest request, TableProfile table) {
    this.request = request;
    this.table = table;
  }

  JobText job() {
    return job;
  }

  /**
   * The head of the file: what was found.
   *
   * @param uses what columns are used for, by name; others are inputs
   * @param notes on what the user may want otherwise
   */
  void head(Map<String, String> uses, List<String> notes) {
    job.comment(
            "Written by rondo init from "
                + request.data()
                + ": "
                + String.format(Locale.ROOT, "%,d rows", table.rows())
                + (table.malformed() == 0
                    ? ""
                    : String.format(Locale.ROOT, " and %,d bad lines", table.malformed()))
                + ". Each value is a start; conf/language-model.conf names every key.")
        .comment("")
        .table(columns(uses));
    notes.forEach(note -> job.comment("").comment("Note: " + note + "."));
    job.blank().put("task", request.task(), null).blank();
  }

  private List<String> columns(Map<String, String> uses) {
    int names = 6;
    int types = 4;
    for (ColumnProfile column : table.columns()) {
      names = Math.max(names, Math.min(30, column.name().length()));
      types = Math.max(types, Math.min(24, column.type().length()));
    }
    String format = "  %-" + names + "s  %-" + types + "s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(String.format(format, "column", "type", "use").stripTrailing());
    List<ColumnProfile> columns = table.columns();
    for (ColumnProfile column : columns.subList(0, Math.min(MOST_COLUMNS, columns.size()))) {
      String use = uses.getOrDefault(column.name(), "input");
      lines.add(String.format(format, oneLine(column.name()), oneLine(column.type()), use));
    }
    if (columns.size() > MOST_COLUMNS) {
      lines.add("  and " + (columns.size() - MOST_COLUMNS) + " more");
    }
    return lines;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /**
   * The keys of the source in the section {@code data}, which stays open.
   *
   * @param query of the job; null for none
   * @param queryComment what it does
   */
  void source(String query, String queryComment) {
    job.open("data", null)
        .put("path", table.source().path(), where(table.source().path(), table.files().size()));
    job.put("format", table.format(), note());
    if (!table.source().options().isEmpty()) {
      List<String> options = new ArrayList<>();
      table
          .source()
          .options()
          .forEach((name, value) -> options.add(name + " = " + JobText.value(value)));
      job.put("options", new Raw("{ " + String.join(", ", options) + " }"), "of Spark's reader");
    }
    if (query != null) {
      job.blank().query(query, queryComment).blank();
    }
  }

  /** A comment on a path; null if there is nothing to say. */
  static String where(String path, int files) {
    String many = files == 1 ? "" : files + " files";
    if (path.startsWith("/") || path.contains(":")) {
      return many.isEmpty() ? null : many;
    }
    return (many.isEmpty() ? "" : many + ", ") + "relative to where rondo is started";
  }

  private String note() {
    if (table.note() != null) {
      return table.note();
    }
    return request.format().equals("auto") ? "by its name" : "as it was asked for";
  }

  /**
   * What becomes of bad records.
   *
   * @param missing part of all rows that are known to lack something
   */
  void badRecords(double missing) {
    if (missing == 0) {
      job.put("on-bad-record", "fail", "no value is missing, so one that is bad is worth a look");
      return;
    }
    job.put(
        "on-bad-record",
        "skip",
        String.format(Locale.ROOT, "up to %.2g %% of the rows lack a value", 100 * missing));
    if (missing > 0.8 * USUAL_BAD) {
      job.put(
          "bad-records",
          new Raw(SplitPlan.number(Math.min(0.9, 1.5 * missing))),
          "largest part of the rows that may be left out");
    }
  }

  /** Key and time, where rows are time steps. */
  void roles(RoleFinder.Roles roles) {
    if (!roles.stepRows()) {
      return;
    }
    if (!roles.key().isEmpty()) {
      job.put("key", roles.key(), roles.lengths().text());
    }
    job.put(
        "time",
        roles.time(),
        roles.unique()
            ? "orders the rows of a sequence: each is a time step"
            : "several rows of a sequence have the same one; the first of them stays");
    if (!roles.unique()) {
      job.put("on-bad-record", "skip", "rows with a time that was there already")
          .put("bad-records", new Raw("0.5"), "largest part of the rows that may be left out");
    }
  }
}
