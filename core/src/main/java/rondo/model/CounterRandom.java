package rondo.model;

/**
 * Random numbers as a pure function of a key and an index (counter based), so that any thread,
 * retry or machine gets the same ones. The mixing function is the finalizer of SplitMix64 (Steele,
 * Lea and Flood 2014).
 */
public final class CounterRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  /** A key for one purpose, from the key above it and a number that tells the purposes apart. */
  public static long key(long parent, long purpose) {
    return mix(parent + GOLDEN * (purpose + 1));
  }

  /** 64 random bits. */
  public static long bits(long key, long index) {
    return mix(key + GOLDEN * (index + 1));
  }

  /** Uniform in [0, 1) with 53 random bits. */
  public static double uniform(long key, long index) {
    return (bits(key, index) >>> 11) * 0x1.0p-53;
  }

  /** Normal with mean 0 and variance 1, by Box and Muller; the same bits on every machine. */
  public static double gaussian(long key, long index) {
    double u = 1.0 - uniform(key, 2 * index);
    double v = uniform(key, 2 * index + 1);
    return StrictMath.sqrt(-2.0 * StrictMath.log(u)) * StrictMath.cos(2.0 * Math.PI * v);
  }

  /** Uniform in 0..bound-1. */
  public static int below(long key, long index, int bound) {
    return (int) Math.multiplyHigh(bits(key, index) >>> 1, 2L * bound);
  }

  private static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
