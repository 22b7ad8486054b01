package rondo.spark.shard;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Arrays as their length and their numbers; null has the length -1. */
final class ArrayCodecs {
  /** Above this many numbers Kryo's byte counts, which are ints, overflow. */
  static final int MOST = (1 << 29) - 1;

  private ArrayCodecs() {}

  static void writeFloats(Output output, float[] values) {
    if (writeLength(output, values == null ? -1 : values.length)) {
      output.writeFloats(values);
    }
  }

  static float[] readFloats(Input input) {
    int length = input.readInt();
    return length < 0 ? null : input.readFloats(length);
  }

  static void writeDoubles(Output output, double[] values) {
    if (writeLength(output, values.length)) {
      output.writeDoubles(values);
    }
  }

  static double[] readDoubles(Input input) {
    return input.readDoubles(input.readInt());
  }

  static void writeInts(Output output, int[] values) {
    if (writeLength(output, values == null ? -1 : values.length)) {
      output.writeInts(values);
    }
  }

  static int[] readInts(Input input) {
    int length = input.readInt();
    return length < 0 ? null : input.readInts(length);
  }

  static void writeAll(Output output, float[][] arrays) {
    output.writeInt(arrays.length);
    for (float[] array : arrays) {
      writeFloats(output, array);
    }
  }

  static float[][] readAll(Input input) {
    float[][] arrays = new float[input.readInt()][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = readFloats(input);
    }
    return arrays;
  }

  /** Returns true if numbers follow. */
  private static boolean writeLength(Output output, int length) {
    if (length > MOST) {
      throw new RondoException(
          ExitCode.CONFIG,
          String.format(
              "A shard or model holds %d numbers in one array, expected at most %d; raise"
                  + " rounds.shards or lower model.hidden",
              length, MOST));
    }
    output.writeInt(length);
    return length >= 0;
  }
}
