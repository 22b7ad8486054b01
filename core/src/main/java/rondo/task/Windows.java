package rondo.task;

import java.io.Serializable;

/**
 * The pieces that a series is cut into. Each of {@code length} time steps begins {@code stride}
 * after the one before; a series that is shorter is one piece.
 *
 * @param length 0: a series is one piece
 * @param rest whether time steps after the last whole piece make one more, which is shorter
 */
record Windows(int length, int stride, boolean rest) implements Serializable {
  static Windows of(WindowSpec spec, boolean rest) {
    return new Windows(spec.length(), spec.stride(), rest);
  }

  /** Whether a whole piece ends with time step number {@code count}, counted from 1. */
  boolean endAt(long count) {
    return length > 0 && count >= length && (count - length) % stride == 0;
  }

  /**
   * How many of the last time steps make a piece that is not whole, at the end of a series; 0 if
   * there is none.
   *
   * @param count time steps of the series
   */
  long left(long count) {
    if (length == 0 || count < length) {
      return count;
    }
    long next =
        ((count - length) / stride + 1) * stride; // where the first that is not whole begins
    boolean covered = next - stride + length >= count;
    return rest && !covered && next < count ? count - next : 0;
  }
}
