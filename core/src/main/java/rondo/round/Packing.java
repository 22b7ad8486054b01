package rondo.round;

import java.util.ArrayList;
import java.util.List;
import rondo.model.CounterRandom;
import rondo.wire.PackedFloats;
import rondo.wire.Wire;

/** The numbers of an update on their way. */
final class Packing {
  private Packing() {}

  /** True if all numbers are finite; others must not be packed, and must not be added to any. */
  static boolean isFinite(List<float[]> vectors) {
    for (float[] vector : vectors) {
      for (float value : vector) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Packs the vectors of an update. Moments are rounded to 16 bits and at random, if at all: a mean
   * square that became 0 beside larger ones would make a step without limit, and one that is
   * rounded to the nearest would not see the small changes of a few steps.
   *
   * @param seed of the round and the shard
   */
  static List<PackedFloats> pack(Wire wire, List<float[]> vectors, long seed) {
    List<PackedFloats> packed = new ArrayList<>();
    for (float[] vector : vectors) {
      long key = CounterRandom.key(seed, packed.size());
      boolean moment = !packed.isEmpty() && !wire.isExact();
      packed.add(
          moment ? PackedFloats.stochastic(vector, key) : PackedFloats.of(wire, vector, key));
    }
    return packed;
  }

  /** Bytes of the packed vectors of an update. */
  static long bytes(Wire wire, int parameters, int moments) {
    Wire form = wire.isExact() ? wire : Wire.BFLOAT16;
    return wire.bytes(parameters) + moments * form.bytes(parameters);
  }
}
