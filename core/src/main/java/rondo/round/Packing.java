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
   * Packs the vectors of an update.
   *
   * @param seed of the round and the shard
   */
  static List<PackedFloats> pack(Wire wire, List<float[]> vectors, long seed) {
    List<PackedFloats> packed = new ArrayList<>();
    for (float[] vector : vectors) {
      Wire form = packed.isEmpty() ? wire : forMoments(wire);
      packed.add(PackedFloats.of(form, vector, CounterRandom.key(seed, packed.size())));
    }
    return packed;
  }

  /** Bytes of the packed vectors of an update. */
  static long bytes(Wire wire, int parameters, int moments) {
    return wire.bytes(parameters) + (long) moments * forMoments(wire).bytes(parameters);
  }

  /** A mean square that became 0 beside larger ones would make a step without limit. */
  private static Wire forMoments(Wire wire) {
    return wire == Wire.INT8 ? Wire.BFLOAT16 : wire;
  }
}
