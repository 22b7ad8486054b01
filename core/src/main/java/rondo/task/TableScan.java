package rondo.task;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import rondo.data.Split;

/**
 * What one staged shard holds. A problem is a result and no failure, so that a cluster does not try
 * the shard again.
 *
 * @param parts sizes and targets of what can be used
 * @param bad what cannot
 * @param problem what stops the run whatever becomes of bad sequences, or null
 */
record TableScan(Map<Split, PartScan> parts, BadSequences bad, String problem)
    implements Serializable {
  /** The most different texts of a target. */
  static final int MOST_LABELS = 1 << 16;

  /** What is wrong with the targets of a part, whatever becomes of bad sequences; or null. */
  static String problem(PartScan part, Targets targets) {
    if (part.tags.size() <= MOST_LABELS && part.labels.size() <= MOST_LABELS) {
      return null;
    }
    TargetColumn column = part.tags.size() > MOST_LABELS ? targets.tag() : targets.label();
    return "data.target: column "
        + column.name()
        + " has more than "
        + MOST_LABELS
        + " different values, expected classes; a number is told by task = regression";
  }

  /** The same of several shards, in their order. */
  static Map<Split, PartScan> sum(List<TableScan> scans, int numbers) {
    Map<Split, PartScan> sum = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      PartScan part = new PartScan(numbers);
      for (TableScan scan : scans) {
        if (scan.parts().containsKey(split)) {
          part.addAll(scan.parts().get(split));
        }
      }
      sum.put(split, part);
    }
    return sum;
  }
}
