package rondo.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rondo.wire.PackedFloats;
import rondo.wire.Wire;

/**
 * Some of the numbers of an update: the same stretch of each of its vectors. Slices of different
 * stretches are added up apart from each other, on different machines; the sum of each is that of a
 * {@link FixedTree} over shard ids, so however updates are cut and whenever slices arrive, the bits
 * are the same.
 *
 * @param weight of the update
 */
public record Slice(int shard, double weight, List<PackedFloats> vectors) {
  /** Vectors of an update as one slice. */
  static Slice whole(RoundUpdate update) {
    return new Slice(update.report().shard(), update.report().weight(), update.vectors());
  }

  /** Where slice {@code index} of {@code count} begins in {@code size} numbers. */
  public static int begin(int size, int index, int count) {
    long blocks = (size + Wire.BLOCK - 1L) / Wire.BLOCK;
    return (int) Math.min(size, blocks * index / count * Wire.BLOCK);
  }

  /** Slice {@code index} of {@code count} of an update that counts. */
  public static Slice of(RoundUpdate update, int index, int count) {
    List<PackedFloats> parts = new ArrayList<>();
    for (PackedFloats vector : update.vectors()) {
      int from = begin(vector.size(), index, count);
      parts.add(vector.slice(from, begin(vector.size(), index + 1, count)));
    }
    return new Slice(update.report().shard(), update.report().weight(), parts);
  }

  /**
   * Adds up the same slice of all shards.
   *
   * @param slices in any order, at least one
   * @param payload what the first vector is: gradients are summed, everything else is averaged
   * @return the vectors
   */
  public static List<float[]> combine(List<Slice> slices, SyncStrategy.Payload payload) {
    List<Slice> ordered = new ArrayList<>(slices);
    ordered.sort(Comparator.comparingInt(Slice::shard));
    double weight = FixedTree.combine(ordered, Slice::weight, Double::sum);
    List<float[]> vectors = new ArrayList<>();
    for (int v = 0; v < ordered.get(0).vectors().size(); v++) {
      boolean sum = v == 0 && payload == SyncStrategy.Payload.GRADIENT;
      vectors.add(sum ? sum(ordered, v) : mean(ordered, v, weight));
    }
    return vectors;
  }

  private static float[] sum(List<Slice> ordered, int vector) {
    return narrow(add(ordered, vector, false), 1);
  }

  /** The weighted mean. Of one update it is that update's numbers, to the bit. */
  private static float[] mean(List<Slice> ordered, int vector, double weight) {
    if (ordered.size() == 1) {
      return ordered.get(0).vectors().get(vector).unpack();
    }
    return narrow(add(ordered, vector, true), weight);
  }

  private static float[] narrow(double[] sum, double weight) {
    float[] values = new float[sum.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (sum[i] / weight);
    }
    return values;
  }

  private static double[] add(List<Slice> ordered, int vector, boolean weighted) {
    return FixedTree.combine(
        ordered,
        slice -> slice.vectors().get(vector).scaled(weighted ? slice.weight() : 1),
        (left, right) -> {
          for (int i = 0; i < left.length; i++) {
            left[i] += right[i];
          }
          return left;
        });
  }
}
