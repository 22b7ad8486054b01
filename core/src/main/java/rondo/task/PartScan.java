package rondo.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import rondo.forecast.Moments;

/** Sizes and targets of one part of a table: training, validation or test. */
final class PartScan implements Serializable {
  private static final long serialVersionUID = 1L;

  final Map<String, Long> tags = new TreeMap<>(); // how often each occurs
  final Map<String, Long> windowTags = new TreeMap<>(); // the same in windows, which may overlap
  final Map<String, Long> labels = new TreeMap<>(); // of windows, where there are some
  final List<Moments> numbers = new ArrayList<>(); // of each target
  long sequences;
  long windows;
  long steps;
  long shortest = Long.MAX_VALUE;
  long longest;

  PartScan(int numbers) {
    for (int i = 0; i < numbers; i++) {
      this.numbers.add(new Moments());
    }
  }

  void addAll(PartScan other) {
    other.tags.forEach((tag, count) -> tags.merge(tag, count, Long::sum));
    other.windowTags.forEach((tag, count) -> windowTags.merge(tag, count, Long::sum));
    other.labels.forEach((label, count) -> labels.merge(label, count, Long::sum));
    for (int i = 0; i < numbers.size(); i++) {
      numbers.get(i).add(other.numbers.get(i));
    }
    sequences += other.sequences;
    windows += other.windows;
    steps += other.steps;
    shortest = Math.min(shortest, other.shortest);
    longest = Math.max(longest, other.longest);
  }

  /** How often each tag is to be told: in each window that it is in. */
  Map<String, Long> toldTags() {
    return windowTags.isEmpty() ? tags : windowTags;
  }

  /** "270 sequences of 7 to 26 time steps, 4,274 in all". */
  String summary() {
    String cut = windows == sequences ? "" : String.format(Locale.ROOT, " in %,d windows", windows);
    return String.format(
        Locale.ROOT,
        "%,d sequence%s of %s time step%s%s, %,d in all",
        sequences,
        sequences == 1 ? "" : "s",
        shortest == longest ? longest : String.format(Locale.ROOT, "%,d to %,d", shortest, longest),
        longest == 1 ? "" : "s",
        cut,
        steps);
  }
}
