package rondo.wire;

import java.util.Arrays;

/**
 * Numbers as they travel.
 *
 * <p>Thread use: read only once built.
 *
 * @param size how many numbers
 * @param bytes of them, in the form of {@code wire}
 */
public record PackedFloats(Wire wire, int size, byte[] bytes) {
  /**
   * @throws IllegalArgumentException if the bytes are not those of so many numbers
   */
  public PackedFloats {
    if (size < 0 || bytes.length != wire.bytes(size)) {
      throw new IllegalArgumentException(
          "packed numbers: got " + bytes.length + " bytes for " + size + " numbers as " + wire);
    }
  }

  /**
   * Packs finite numbers.
   *
   * @param key of the random rounding of {@link Wire#INT8}; a different one for each array
   * @throws ArithmeticException if the bytes are 2^31 or more
   */
  public static PackedFloats of(Wire wire, float[] values, long key) {
    byte[] bytes = new byte[Math.toIntExact(wire.bytes(values.length))];
    wire.write(values, bytes, key);
    return new PackedFloats(wire, values.length, bytes);
  }

  /**
   * The numbers {@code from} to {@code to} - 1.
   *
   * @param from a multiple of {@link Wire#BLOCK}, as {@code to} if it is not the end
   */
  public PackedFloats slice(int from, int to) {
    if (from % Wire.BLOCK != 0 || (to % Wire.BLOCK != 0 && to != size)) {
      throw new IllegalArgumentException(
          "slice: got " + from + " to " + to + ", expected multiples of " + Wire.BLOCK);
    }
    return new PackedFloats(
        wire, to - from, Arrays.copyOfRange(bytes, (int) wire.bytes(from), (int) wire.bytes(to)));
  }

  /** The numbers, as exactly as they travelled. */
  public float[] unpack() {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = wire.read(bytes, i);
    }
    return values;
  }

  /** The numbers times {@code factor}, not rounded again. */
  public double[] scaled(double factor) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = factor * wire.read(bytes, i);
    }
    return values;
  }
}
