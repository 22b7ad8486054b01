package rondo.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a table comes from and what makes a sequence of it.
 *
 * @param path file, folder or pattern
 * @param format auto (by the end of the path), parquet, csv, json, orc, text or binary
 * @param options of Spark's reader of that format, by name
 * @param query SQL over the view {@code input}, which holds what was read; null for all of it
 * @param key columns whose values name a sequence: rows that are time steps and have the same key
 *     are one sequence, rows that are sequences stay as many; empty if a row is named by its place,
 *     or if all rows are one sequence
 * @param time column that orders the time steps of a sequence; null if each row is a sequence
 * @param maxGap largest difference between the times of neighbours; where it is larger, a sequence
 *     ends and another one begins; 0: no limit
 * @param maxLength time steps of the longest sequence that is not a bad record; 0: no limit
 * @param split how it is split
 * @param onBadRecord what becomes of records that cannot be learned from
 * @param badRecords largest fraction of bad records, above which a run stops
 */
public record SourceSpec(
    String path,
    String format,
    Map<String, String> options,
    String query,
    List<String> key,
    String time,
    double maxGap,
    long maxLength,
    SplitSpec split,
    OnBadRecord onBadRecord,
    double badRecords)
    implements Serializable {
  /** What becomes of bad records. */
  public enum OnBadRecord {
    /** The run ends; the first ten are named. */
    FAIL,
    /** They are left out and counted. */
    SKIP,
    /** They are left out, counted, and written down with the reasons. */
    QUARANTINE
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public SourceSpec {
    options = new LinkedHashMap<>(options);
    key = new ArrayList<>(key);
    if (!(maxGap >= 0)) {
      throw new IllegalArgumentException("max-gap: got " + maxGap + ", expected at least 0");
    }
    if (maxLength < 0) {
      throw new IllegalArgumentException("max-length: got " + maxLength + ", expected at least 0");
    }
    if (!(badRecords >= 0 && badRecords <= 1)) {
      throw new IllegalArgumentException("bad-records: got " + badRecords + ", expected 0 to 1");
    }
  }

  /** Whether each row is a time step, not a whole sequence. */
  public boolean stepRows() {
    return time != null;
  }
}
