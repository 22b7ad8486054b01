package rondo.kernel;

/**
 * How rows are laid out in every workspace buffer: the width of a row is padded to a multiple of
 * {@link #LANES}, so that no kernel needs a tail. Padding holds zeros and stays zero.
 */
public final class Layout {
  /** Floats to which the width of each row, and of each gate in it, is padded. */
  public static final int LANES = 16;

  private Layout() {}

  /** {@code width} rounded up to a multiple of {@link #LANES}. */
  public static int pad(int width) {
    return (width + LANES - 1) / LANES * LANES;
  }
}
