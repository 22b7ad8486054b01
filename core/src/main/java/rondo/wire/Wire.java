package rondo.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import rondo.model.CounterRandom;

/**
 * How numbers travel from the shards. What was rounded on the way is added up wide (in double), so
 * the error of a sum does not grow with the number of shards, as it does where every partial sum is
 * rounded again.
 */
public enum Wire {
  /** 4 bytes a number, as it is. */
  FLOAT32 {
    @Override
    public long bytes(long size) {
      return 4 * size;
    }

    @Override
    void write(float[] values, byte[] to, long key) {
      for (int i = 0; i < values.length; i++) {
        INT.set(to, 4 * i, Float.floatToRawIntBits(values[i]));
      }
    }

    @Override
    float read(byte[] from, int index) {
      return Float.intBitsToFloat((int) INT.get(from, 4 * index));
    }
  },

  /** 2 bytes: the upper half of a float, rounded to the nearest, ties to even. */
  BFLOAT16 {
    @Override
    public long bytes(long size) {
      return 2 * size;
    }

    @Override
    void write(float[] values, byte[] to, long key) {
      for (int i = 0; i < values.length; i++) {
        int bits = Float.floatToRawIntBits(values[i]);
        int rounded = (bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16;
        SHORT.set(to, 2 * i, (short) rounded);
      }
    }

    @Override
    float read(byte[] from, int index) {
      return Float.intBitsToFloat((short) SHORT.get(from, 2 * index) << 16);
    }
  },

  /**
   * 1 byte, and a scale for every {@link #BLOCK} numbers, the largest magnitude over 127. Rounded
   * up or down at random with the chances that make the mean right (stochastic rounding, as in QSGD
   * by Alistarh et al. 2017), by a key, so that a retried task rounds alike. No state of rounding
   * errors is kept anywhere.
   */
  INT8 {
    @Override
    public long bytes(long size) {
      return size + 4 * ((size + BLOCK - 1) / BLOCK);
    }

    @Override
    void write(float[] values, byte[] to, long key) {
      for (int first = 0; first < values.length; first += BLOCK) {
        int end = Math.min(values.length, first + BLOCK);
        float largest = 0;
        for (int i = first; i < end; i++) {
          largest = Math.max(largest, Math.abs(values[i]));
        }
        float scale = largest / LEVELS;
        int block = place(first) - 4;
        INT.set(to, block, Float.floatToRawIntBits(scale));
        double inverse = scale == 0 ? 0 : 1.0 / scale;
        for (int i = first; i < end; i++) {
          double level = Math.floor(values[i] * inverse + CounterRandom.uniform(key, i));
          to[place(i)] = (byte) Math.max(-LEVELS, Math.min(LEVELS, level));
        }
      }
    }

    @Override
    float read(byte[] from, int index) {
      int block = place(index) - index % BLOCK - 4;
      return from[place(index)] * Float.intBitsToFloat((int) INT.get(from, block));
    }

    private int place(int index) {
      return index + 4 * (index / BLOCK + 1);
    }
  };

  /** Numbers that share a scale; packed numbers may be cut at its multiples. */
  public static final int BLOCK = 256;

  private static final int LEVELS = 127;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  /** True if every number arrives as it was sent. */
  public boolean isExact() {
    return this == FLOAT32;
  }

  /** Bytes of {@code size} numbers. */
  public abstract long bytes(long size);

  /** Writes all finite numbers. */
  abstract void write(float[] values, byte[] to, long key);

  abstract float read(byte[] from, int index);
}
