package rondo.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import rondo.fuzz.FuzzTarget;

/** Packed numbers. The input: the form, how many numbers in four bytes, their bytes. */
public final class FuzzPackedFloats implements FuzzTarget {
  private static final int HEAD = 1 + Integer.BYTES;

  @Override
  public List<byte[]> seeds() {
    float[] values = new float[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return Arrays.stream(Wire.values())
        .map(wire -> PackedFloats.of(wire, values, 7))
        .map(packed -> input(packed.wire(), packed.size(), packed.bytes()))
        .toList();
  }

  private static byte[] input(Wire wire, int size, byte[] bytes) {
    return ByteBuffer.allocate(HEAD + bytes.length)
        .put((byte) wire.ordinal())
        .putInt(size)
        .put(bytes)
        .array();
  }

  @Override
  public void read(byte[] input) {
    if (input.length < HEAD) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(input);
    Wire wire = Wire.values()[(buffer.get() & 0xFF) % Wire.values().length];
    int size = buffer.getInt();
    PackedFloats packed;
    try {
      packed = new PackedFloats(wire, size, Arrays.copyOfRange(input, HEAD, input.length));
    } catch (IllegalArgumentException e) {
      return; // as documented
    }
    float[] all = packed.unpack();
    int cut = size < Wire.BLOCK ? 0 : Wire.BLOCK;
    float[] first = packed.slice(0, cut).unpack();
    float[] rest = packed.slice(cut, size).unpack();
    float[] together = Arrays.copyOf(first, size);
    System.arraycopy(rest, 0, together, cut, rest.length);
    if (all.length != size || !Arrays.equals(all, together)) {
      throw new AssertionError("slices are not the whole");
    }
    packed.scaled(0.5);
  }
}
