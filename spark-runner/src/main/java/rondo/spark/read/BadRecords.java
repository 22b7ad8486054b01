package rondo.spark.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.SourceSpec;

/**
 * The bad records of a table.
 *
 * @param records rows in all
 * @param counts by kind; a row is counted once
 * @param first what to name, at most ten
 */
record BadRecords(long records, long[] counts, List<BadRecord> first) {
  static BadRecords of(List<StagedShard> shards) {
    long records = 0;
    long[] counts = new long[BadKind.values().length];
    List<BadRecord> first = new ArrayList<>();
    for (StagedShard shard : shards) {
      records += shard.records();
      for (int kind = 0; kind < counts.length; kind++) {
        counts[kind] += shard.counts()[kind];
      }
      first.addAll(shard.first());
    }
    first.sort(BadRecord.ORDER);
    return new BadRecords(
        records, counts, first.subList(0, Math.min(BadRecord.NAMED, first.size())));
  }

  long bad() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Counts of the kinds that there are, by name. */
  Map<String, Long> byKind() {
    Map<String, Long> byKind = new LinkedHashMap<>();
    for (BadKind kind : BadKind.values()) {
      if (counts[kind.ordinal()] > 0) {
        byKind.put(kind.text(), counts[kind.ordinal()]);
      }
    }
    return byKind;
  }

  /** All of it in a line. */
  String describe() {
    return bad()
        + " of "
        + records
        + (bad() == 0
            ? ""
            : byKind().entrySet().stream()
                .map(kind -> kind.getKey() + ": " + kind.getValue())
                .collect(Collectors.joining(", ", " (", ")")));
  }

  /**
   * @throws RondoException BAD_DATA if there are more than the source allows
   */
  void require(SourceSpec source) {
    if (records == 0) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The table at "
              + source.path()
              + " has no rows"
              + (source.query() == null ? "" : " after data.query")
              + ", expected at least one; give other data");
    }
    if (source.onBadRecord() == SourceSpec.OnBadRecord.FAIL && bad() > 0) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The table at "
              + source.path()
              + ": got "
              + bad()
              + " bad records of "
              + records
              + ", expected none: "
              + first.stream().map(BadRecord::describe).collect(Collectors.joining("; "))
              + (bad() > first.size() ? "; and so on" : "")
              + "; correct them, or leave them out with data.on-bad-record = skip");
    }
    if (bad() > source.badRecords() * records) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "The table at %s: got bad records %s, expected at most %s of them; correct them, or"
                  + " raise data.bad-records",
              source.path(),
              describe(),
              source.badRecords()));
    }
  }
}
