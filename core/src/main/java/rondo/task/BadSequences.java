package rondo.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import rondo.encode.OrderedJson;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.SourceSpec;
import rondo.table.SourceSpec.OnBadRecord;

/**
 * Sequences of a staged shard that cannot be learned from, or be evaluated: they have no time
 * steps, no target, or one that the learned part lacks.
 */
final class BadSequences implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NAMED = 10;

  private final Map<String, Long> kinds = new TreeMap<>();
  private final List<String> first = new ArrayList<>(); // so many as are named
  private final List<String> lines; // all of them, if they are to be written down; else null
  private long[] ids = new long[4];
  private int size;

  /**
   * @param keep whether all of them are to be written down
   */
  BadSequences(boolean keep) {
    lines = keep ? new ArrayList<>() : null;
  }

  /**
   * Adds one.
   *
   * @param id of {@link TableWalk}; larger than those before
   * @param origin where it was read
   * @param kind as it is counted
   * @param column where it is bad; null if that is no matter of a column
   * @param detail what is wrong
   */
  void add(long id, String origin, String kind, String column, String detail) {
    kinds.merge(kind, 1L, Long::sum);
    if (lines != null) {
      lines.add(line(origin, kind, column, detail));
    }
    if (first.size() < NAMED) {
      first.add(origin + " (" + kind + ": " + detail + ")");
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, Math.multiplyExact(2, size));
    }
    ids[size++] = id;
  }

  private static String line(String origin, String kind, String column, String detail) {
    return OrderedJson.write(
        json -> {
          json.writeStringField("reason", kind);
          json.writeStringField("column", column);
          json.writeStringField("sequence", origin);
          json.writeStringField("detail", detail);
        });
  }

  /** All of them as JSON, one object a line; none unless they are to be written down. */
  List<String> lines() {
    return lines == null ? List.of() : lines;
  }

  /** Adds the kinds, names and lines of other shards, in their order; not the ids. */
  void tell(BadSequences other) {
    if (lines != null) {
      lines.addAll(other.lines());
    }
    other.kinds.forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
    for (String name : other.first) {
      if (first.size() < NAMED) {
        first.add(name);
      }
    }
  }

  /** The ids, ascending. */
  long[] ids() {
    return Arrays.copyOf(ids, size);
  }

  /** How many were added or told of. */
  long count() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Kinds and their numbers: "empty 2, unknown-label 1". */
  String summary() {
    StringBuilder text = new StringBuilder();
    kinds.forEach(
        (kind, count) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%s %,d", kind, count)));
    return text.toString();
  }

  /**
   * Stops the run if the job file does not let it go on without these sequences.
   *
   * @param all sequences, with these
   * @throws RondoException BAD_DATA
   */
  void require(SourceSpec source, long all) {
    boolean fails = source.onBadRecord() == OnBadRecord.FAIL;
    if (count() == 0 || (!fails && count() <= source.badRecords() * all)) {
      return;
    }
    throw new RondoException(
        ExitCode.BAD_DATA,
        String.format(
            Locale.ROOT,
            "data.path: %d of %d sequences of %s cannot be used: %s%s; correct them, or %s",
            count(),
            all,
            source.path(),
            String.join(", ", first),
            count() > first.size() ? " and others" : "",
            fails
                ? "leave them out with data.on-bad-record = skip"
                : "raise data.bad-records above " + source.badRecords()));
  }
}
