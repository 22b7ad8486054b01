package rondo.encode;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The classes of a target, each with its number: 0 to size - 1 in the order of their texts (that of
 * {@link String#compareTo}), and how often each occurs in the learned part.
 *
 * <p>Thread use: read only.
 */
public final class Labels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What {@link #index} gives for a text that is no class. */
  public static final int UNKNOWN = -1;

  private final String[] labels; // ascending
  private final long[] counts; // of the label at the same index, positive
  private final Map<String, Integer> indexes;

  Labels(String[] labels, long[] counts) {
    this.labels = labels;
    this.counts = counts;
    this.indexes = new HashMap<>();
    for (int i = 0; i < labels.length; i++) {
      if (i > 0 && labels[i].compareTo(labels[i - 1]) <= 0) {
        throw new IllegalArgumentException(
            "\"" + labels[i] + "\" does not come after \"" + labels[i - 1] + "\"");
      }
      if (counts[i] < 1) {
        throw new IllegalArgumentException(
            "\"" + labels[i] + "\" occurs " + counts[i] + " times, expected at least 1");
      }
      indexes.put(labels[i], i);
    }
  }

  /**
   * The classes that were counted.
   *
   * @param counts how often each occurs, 1 or more
   * @throws IllegalArgumentException if a count is smaller than 1
   */
  public static Labels of(Map<String, Long> counts) {
    String[] labels = counts.keySet().toArray(new String[0]);
    Arrays.sort(labels);
    return new Labels(labels, Arrays.stream(labels).mapToLong(counts::get).toArray());
  }

  /** Number of classes. */
  public int size() {
    return labels.length;
  }

  /** The number of a class; -1 if there is none of that text. */
  public int index(String label) {
    return indexes.getOrDefault(label, UNKNOWN);
  }

  /** The text of a class. */
  public String label(int index) {
    return labels[index];
  }

  /** How often a class occurs in the learned part. */
  public long count(int index) {
    return counts[index];
  }

  /** These as JSON for the model directory; {@link #read} is the inverse. */
  public String toJson() {
    return LabelsJson.write(this);
  }

  /**
   * What {@link #toJson} wrote, and nothing else.
   *
   * @param name of the file, for messages
   * @throws rondo.error.RondoException CORRUPT for anything else
   */
  public static Labels read(String json, String name) {
    return LabelsJson.read(json, name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels that
        && Arrays.equals(labels, that.labels)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(labels) + Arrays.hashCode(counts);
  }
}
