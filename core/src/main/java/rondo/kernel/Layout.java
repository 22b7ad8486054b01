package rondo.kernel;

/**
 * How rows are laid out in every workspace buffer: the width of a row is padded to a multiple of
 * {@link #LANES}, so that no kernel needs a tail. Padding holds zeros and stays zero.
 */
public final class Layout {
  /** Floats to which the width of each row, and of each gate in it, is padded. */
  public static final int LANES = 16;

  /**
   * Floats before the first row of a buffer. A large array starts where a region of the heap does,
   * with a header of 16 bytes; 12 floats later starts a line of the cache. A vector that lies in
   * two lines costs two loads.
   */
  public static final int START = 12;

  private Layout() {}

  /** {@code width} rounded up to a multiple of {@link #LANES}. */
  public static int pad(int width) {
    return (width + LANES - 1) / LANES * LANES;
  }
}
