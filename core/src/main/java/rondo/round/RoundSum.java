package rondo.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the updates of a round come to.
 *
 * @param payload the sum of gradients, or the mean of what shards sent else; null if no update
 *     counts
 * @param moments the means of the moments that travel
 * @param reports of all shards, in the order of their ids
 */
public record RoundSum(float[] payload, List<float[]> moments, List<ShardReport> reports) {

  /** Adds up updates, which may come in any order. */
  public static RoundSum of(List<RoundUpdate> updates, SyncStrategy.Payload payload) {
    List<Slice> whole =
        updates.stream().filter(update -> update.report().counts()).map(Slice::whole).toList();
    List<List<float[]>> sums = whole.isEmpty() ? List.of() : List.of(Slice.combine(whole, payload));
    return joined(sums, updates.stream().map(RoundUpdate::report).toList());
  }

  /**
   * Puts slices together that were added up apart.
   *
   * @param slices the vectors of each, in order; none if no update counts
   * @param reports of all shards, in any order
   */
  public static RoundSum joined(List<List<float[]>> slices, List<ShardReport> reports) {
    List<ShardReport> ordered =
        reports.stream().sorted(Comparator.comparingInt(ShardReport::shard)).toList();
    if (slices.isEmpty()) {
      return new RoundSum(null, List.of(), ordered);
    }
    List<float[]> vectors = new ArrayList<>();
    for (int v = 0; v < slices.get(0).size(); v++) {
      vectors.add(joined(slices, v));
    }
    return new RoundSum(vectors.get(0), vectors.subList(1, vectors.size()), ordered);
  }

  private static float[] joined(List<List<float[]>> slices, int vector) {
    if (slices.size() == 1) {
      return slices.get(0).get(vector);
    }
    float[] all = new float[slices.stream().mapToInt(slice -> slice.get(vector).length).sum()];
    int at = 0;
    for (List<float[]> slice : slices) {
      float[] part = slice.get(vector);
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Weight of all updates that count. */
  public double weight() {
    return reports.stream().filter(ShardReport::counts).mapToDouble(ShardReport::weight).sum();
  }

  /** Bytes that travelled from the shards. */
  public long bytesUp() {
    return reports.stream().mapToLong(ShardReport::bytes).sum();
  }

  /** Updates that do not count because a number in them was not finite. */
  public int dropped() {
    return (int) reports.stream().filter(report -> !report.finite()).count();
  }

  /** Shards that have data. */
  public int working() {
    return (int) reports.stream().filter(report -> report.weight() > 0).count();
  }
}
