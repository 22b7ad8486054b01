package rondo.spark.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rondo.spark.init.ColumnProfile.Kind;

/** Finds out which columns are key and time, and so what a row is. */
final class RoleFinder {
  private static final String TIME_NAMES =
      "(?i)(.*[_. -])?(time|date|timestamp|datetime|ts|step|t|second|minute|hour|day|week|month"
          + "|quarter|year|frame|tick)";
  private static final String KEY_NAMES =
      "(?i)(.*[_. -])?(id|key|name|series|sequence|seq|machine|sensor|channel|station|device|unit"
          + "|subject|patient|user|customer|person|who|item|product|store|shop|place|city|region"
          + "|country|symbol|ticker|group|session|episode|trial|run|case|vehicle|engine)";
  private static final int MOST_TRIALS = 8;
  private static final double WORDS_OF_TEXT = 3;
  static final Set<String> SERIES = Set.of("forecasting", "anomaly");

  private final InitRequest request;
  private final TableProfile table;
  private final SequenceLook look;
  private final List<String> target;

  /**
   * What a row is.
   *
   * @param key columns that name a sequence
   * @param time column of the time; null if each row is a sequence
   * @param unique whether no two rows have the same key and time
   * @param lengths of sequences; null if each row is one
   * @param unused column of times, where each row is a sequence; null if there is none
   */
  record Roles(
      List<String> key, String time, boolean unique, SequenceLook.Lengths lengths, String unused) {
    static Roles rows(String unused) {
      return new Roles(List.of(), null, true, null, unused);
    }

    boolean stepRows() {
      return time != null;
    }
  }

  /**
   * @param target columns that are to be told, as far as they are known: they are no key
   */
  RoleFinder(InitRequest request, TableProfile table, SequenceLook look, List<String> target) {
    this.request = request;
    this.table = table;
    this.look = look;
    this.target = target;
  }

  /**
   * Finds them.
   *
   * @throws rondo.error.RondoException USAGE if an option names a column that is not there, or if
   *     there must be a time and none is found
   */
  Roles find() {
    InitErrors.requireColumns("--key", request.key(), table);
    if (request.time() != null) {
      InitErrors.requireColumns("--time", List.of(request.time()), table);
      requireTimes(request.time());
    }
    boolean series = SERIES.contains(request.task());
    String time = request.time() == null ? time() : request.time();
    if (request.time() == null && !series && request.key().isEmpty() && hasWholeRows()) {
      return Roles.rows(time);
    }
    if (time == null) {
      if (series || !request.key().isEmpty()) {
        throw InitErrors.usage(
            "--time: got nothing, and none of the columns "
                + table.names()
                + " looks like a time, expected the column that orders the rows; name it");
      }
      return Roles.rows(null);
    }
    if (!request.key().isEmpty()) {
      return roles(request.key(), time, look.isUnique(request.key(), time));
    }
    if (look.isUnique(List.of(), time)) {
      boolean steps = series || request.time() != null || request.task().equals("tagging");
      if (steps) {
        return roles(List.of(), time, true);
      }
      return keys(time).stream()
          .filter(key -> key.matches(KEY_NAMES))
          .findFirst()
          .map(key -> roles(List.of(key), time, true))
          .orElse(Roles.rows(time));
    }
    for (String key : keys(time)) {
      if (look.isUnique(List.of(key), time)) {
        return roles(List.of(key), time, true);
      }
    }
    if (series || request.time() != null) {
      throw InitErrors.usage(
          "--key: got nothing, and several rows have the same "
              + time
              + ", expected the columns that tell the series apart, some of "
              + table.names()
              + "; name them");
    }
    return Roles.rows(time);
  }

  /** Refuses a column that orders nothing. */
  private void requireTimes(String time) {
    ColumnProfile column = table.column(time);
    boolean possible = column.isNumber() || column.isText() || column.kind() == Kind.TIME;
    long times = possible ? look.withTime(time) : 0;
    if (2 * times < table.rows()) {
      throw InitErrors.usage(
          String.format(
              Locale.ROOT,
              "--time: column %s is a %s with a time in %,d of %,d rows, expected numbers, dates or"
                  + " timestamps; name another column",
              time,
              column.kind().text(),
              times,
              table.rows()));
    }
  }

  private Roles roles(List<String> key, String time, boolean unique) {
    return new Roles(key, time, unique, look.lengths(key), null);
  }

  /** Whether rows have lists of time steps, or a text that is more than a word or two. */
  private boolean hasWholeRows() {
    return table.columns().stream()
        .anyMatch(
            column -> column.isList() || (column.isText() && column.words() >= WORDS_OF_TEXT));
  }

  private String time() {
    List<ColumnProfile> times =
        table.columns().stream()
            .filter(column -> !target.contains(column.name()))
            .filter(column -> !request.key().contains(column.name()))
            .filter(column -> column.distinct() > 1)
            .toList();
    return times.stream()
        .filter(column -> column.kind() == Kind.TIME)
        .findFirst()
        .or(() -> times.stream().filter(ColumnProfile::timeLike).findFirst())
        .or(
            () ->
                times.stream()
                    .filter(column -> column.isNumber() && column.name().matches(TIME_NAMES))
                    .findFirst())
        .map(ColumnProfile::name)
        .orElse(null);
  }

  /** Columns that may name sequences of several rows, the likeliest first. */
  private List<String> keys(String time) {
    List<ColumnProfile> candidates = new ArrayList<>();
    for (ColumnProfile column : table.columns()) {
      boolean names = column.isText() || (column.isNumber() && column.whole());
      boolean repeated = column.distinct() > 1 && column.distinct() <= table.rows() / 2;
      boolean free = !column.name().equals(time) && !target.contains(column.name());
      if (names && repeated && free) {
        candidates.add(column);
      }
    }
    candidates.sort(
        Comparator.comparing((ColumnProfile column) -> !column.name().matches(KEY_NAMES))
            .thenComparing(column -> !column.isText())
            .thenComparing(column -> -column.distinct()));
    return candidates.stream().map(ColumnProfile::name).limit(MOST_TRIALS).toList();
  }
}
