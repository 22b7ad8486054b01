package rondo.spark.init;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import rondo.spark.init.ColumnProfile.Kind;
import rondo.spark.init.JobText.Item;
import rondo.spark.init.JobText.Raw;

/** Chooses the columns that enter the network, and says why others do not. */
final class InputPlan {
  private static final double MISSING = 0.05; // of a column that is used
  private static final long MOST_CATEGORIES = 1_000;
  private static final double WORDS = 2.5; // of a text that is cut into words
  private static final int MOST_WIDTH = 32;

  private final TableProfile table;
  private final Set<String> taken;
  private final List<Item> items = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private double steps = 1;
  private boolean text;
  private boolean sequences; // whether each row is one

  /**
   * @param taken columns that are key, time or target
   */
  InputPlan(TableProfile table, List<String> taken) {
    this.table = table;
    this.taken = new HashSet<>(taken);
  }

  List<Item> items() {
    return items;
  }

  /** Columns of the table that are used. */
  Set<String> names() {
    return names;
  }

  Map<String, String> leftOut() {
    return leftOut;
  }

  /** Time steps of a row, on average, where a row is a sequence. */
  double steps() {
    return steps;
  }

  /** Whether a text makes the time steps. */
  boolean isText() {
    return text;
  }

  /** Why a column can be of no use; null if it can be. */
  static String reasonAgainst(ColumnProfile column, long rows) {
    if (column.kind() == Kind.OTHER) {
      return column.type() + ": no task reads that";
    }
    if (column.present() == 0 || (column.isList() && column.most() == 0)) {
      return "it has no values";
    }
    if (column.missing(rows) > MISSING) {
      return String.format(
          Locale.ROOT,
          "%.0f %% of its values are missing; fill them in, in data.query",
          100 * column.missing(rows));
    }
    if (!column.isList() && column.distinct() <= 1) {
      return "it has one value alone";
    }
    return column.isRowId(rows) ? "it only numbers the rows" : null;
  }

  /** Inputs where each row is a time step. */
  void ofSteps() {
    for (ColumnProfile column : usable()) {
      switch (column.kind()) {
        case NUMBER, NUMBERS -> number(column);
        case TEXT -> category(column);
        case TEXTS -> section(column, "set", "", "a set of texts");
        default -> leaveOut(column, "it is a " + column.kind().text());
      }
    }
  }

  /**
   * Inputs where each row is a sequence: its lists are the time steps, or else a text, or else its
   * numbers.
   *
   * @param reference list that the others must be as long as; null for the first one
   * @param query gets a column if the numbers are put into a list
   */
  void ofRows(ColumnProfile reference, Query query) {
    sequences = true;
    List<ColumnProfile> columns = usable();
    ColumnProfile like =
        reference != null
            ? reference
            : columns.stream().filter(ColumnProfile::isList).findFirst().orElse(null);
    ColumnProfile words = like == null ? longestText(columns) : null;
    boolean wide = like == null && words == null;
    List<String> numbers = new ArrayList<>();
    for (ColumnProfile column : columns) {
      if (column.equals(words)) {
        cut(column);
      } else if (column.isList()) {
        list(column, like);
      } else if (column.isNumber() && wide) {
        numbers.add(column.name());
      } else if (column.isNumber()) {
        number(column);
      } else if (column.isText()) {
        category(column);
      } else {
        leaveOut(column, "it is a " + column.kind().text());
      }
    }
    if (!numbers.isEmpty()) {
      wide(numbers, query);
    }
    if (like != null) {
      steps = like.mean();
    }
  }

  private List<ColumnProfile> usable() {
    List<ColumnProfile> usable = new ArrayList<>();
    for (ColumnProfile column : table.columns()) {
      String reason = reasonAgainst(column, table.rows());
      if (taken.contains(column.name())) {
        continue;
      }
      if (reason == null) {
        usable.add(column);
      } else {
        leaveOut(column, reason);
      }
    }
    return usable;
  }

  private static ColumnProfile longestText(List<ColumnProfile> columns) {
    ColumnProfile longest = null;
    for (ColumnProfile column : columns) {
      boolean free =
          column.isText() && !column.timeLike() && column.distinct() > MOST_CATEGORIES / 50;
      boolean cut = column.words() >= WORDS || column.distinct() > column.present() / 2;
      if (free && cut && (longest == null || column.mean() > longest.mean())) {
        longest = column;
      }
    }
    return longest;
  }

  private void number(ColumnProfile column) {
    names.add(column.name());
    items.add(
        new Item(
            column.name(),
            column.isNumber()
                ? String.format(
                    Locale.ROOT, "numbers from %.4g to %.4g, scaled", column.least(), column.most())
                : column.kind().text()));
  }

  private void category(ColumnProfile column) {
    if (column.timeLike()) {
      leaveOut(column, "it is a time");
    } else if (column.distinct() > MOST_CATEGORIES) {
      leaveOut(
          column,
          String.format(
              Locale.ROOT,
              "it has about %,d different texts, too many classes",
              column.distinct()));
    } else {
      long width = Math.min(MOST_WIDTH, Math.round(1.6 * Math.pow(column.distinct(), 0.56)));
      boolean few = column.distinct() <= 8;
      String about = String.format(Locale.ROOT, "about %,d different texts", column.distinct());
      section(
          column,
          "category",
          few ? "" : ", embedding = " + width,
          few ? about + ", a place each" : about + ", a learned vector each");
    }
  }

  private void list(ColumnProfile column, ColumnProfile like) {
    if (!column.isAsLongAs(like)) {
      leaveOut(column, "its lists are not as long as those of " + like.name());
      return;
    }
    String lengths =
        String.format(
            Locale.ROOT,
            "%s, %.0f to %.0f long",
            column.kind().text(),
            column.least(),
            column.most());
    switch (column.kind()) {
      case TEXTS -> {
        section(column, "category", ", embedding = 100, min-count = 2, lowercase = true", lengths);
        section(
            column,
            "affixes",
            ", embedding = 25, min-count = 2",
            "what texts are made of, for rare ones");
      }
      case SETS -> section(column, "set", "", lengths);
      default -> {
        names.add(column.name());
        items.add(new Item(column.name(), lengths));
      }
    }
  }

  private void cut(ColumnProfile column) {
    text = true;
    boolean words = column.words() >= WORDS;
    steps = words ? column.words() : column.mean();
    if (words) {
      section(
          column,
          "words",
          ", embedding = 100, lowercase = true" + (table.rows() < 1_000 ? "" : ", min-count = 2"),
          String.format(Locale.ROOT, "texts of %.0f words on average", column.words()));
    } else {
      section(
          column,
          "characters",
          ", embedding = 32",
          String.format(Locale.ROOT, "texts of %.0f characters on average", column.mean()));
    }
  }

  private void wide(List<String> numbers, Query query) {
    WideColumns wide = WideColumns.of(numbers);
    names.addAll(numbers);
    steps = wide.steps().size();
    String name = query.add("steps", wide.sql(table));
    int width = wide.steps().get(0).size();
    items.add(
        new Item(
            name,
            wide.numbered()
                ? wide.steps().size()
                    + " time steps of "
                    + (width == 1 ? "one number" : width + " numbers")
                    + ", by the names of the columns"
                : numbers.size()
                    + " numeric columns: one time step, as rows have no order inside"));
  }

  private void section(ColumnProfile column, String as, String more, String comment) {
    names.add(column.name());
    String name = JobText.value(column.name());
    items.add(new Item(new Raw("{ column = " + name + ", as = " + as + more + " }"), comment));
  }

  private void leaveOut(ColumnProfile column, String reason) {
    leftOut.put(column.name(), reason);
  }

  /**
   * Part of all rows that lack a value that is used, at most.
   *
   * @param others columns that are key or target
   */
  double missing(List<String> others) {
    Set<String> used = new HashSet<>(names);
    used.addAll(others);
    return table.lacking(used, sequences);
  }
}
