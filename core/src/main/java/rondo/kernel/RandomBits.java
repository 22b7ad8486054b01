package rondo.kernel;

/**
 * 32 random bits as a pure function of a key and an index, of operations that every processor has
 * for vectors of integers: three rounds of folding and multiplying, with the constants that Wellons
 * found by search (triple32); the key is added before the first and the second.
 */
public final class RandomBits {
  /** 2^32 / golden ratio: keeps neighbours far apart. */
  public static final int GOLDEN = 0x9E3779B9;

  public static final int FACTOR_1 = 0xED5AD4BB;
  public static final int FACTOR_2 = 0xAC4C1B51;
  public static final int FACTOR_3 = 0x31848BAB;

  private RandomBits() {}

  /** What is added before the first round. */
  public static int first(long key) {
    return (int) (key ^ (key >>> 32));
  }

  /** What is added before the second. */
  public static int second(long key) {
    return (int) (key >>> 32);
  }

  /** The bits at an index. */
  public static int of(int first, int second, int index) {
    int x = index * GOLDEN + first;
    x = (x ^ (x >>> 17)) * FACTOR_1;
    x = ((x ^ (x >>> 11)) + second) * FACTOR_2;
    x = (x ^ (x >>> 15)) * FACTOR_3;
    return x ^ (x >>> 14);
  }
}
