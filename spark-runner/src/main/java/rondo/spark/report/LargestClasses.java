package rondo.spark.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rondo.metric.Tables.Confusion;

/** A confusion matrix that is small enough to be read. */
final class LargestClasses {
  private LargestClasses() {}

  /**
   * The matrix with {@code most} classes: if there are more, those with the largest support (of
   * equal ones the first), in their order, and all others as one class at the end.
   */
  static Confusion of(Confusion all, int most) {
    int size = all.labels().size();
    if (size <= most) {
      return all;
    }
    int[] kept =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(row -> -Arrays.stream(all.counts()[row]).sum()))
            .limit(most - 1L)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    int[] place = new int[size];
    Arrays.fill(place, kept.length);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      place[kept[i]] = i;
      labels.add(all.labels().get(kept[i]));
    }
    labels.add(size - kept.length + " others");
    long[][] counts = new long[most][most];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        counts[place[row]][place[column]] += all.counts()[row][column];
      }
    }
    return new Confusion(labels, counts);
  }
}
