package rondo.network;

import java.util.Arrays;
import rondo.kernel.Layout;

/**
 * A workspace buffer (rows, width), row-major, each row padded to {@link #stride} floats. Grows to
 * the largest batch seen and is then reused, so that a warm step allocates nothing.
 */
public final class Matrix {
  private final int width;
  private final int stride;
  private float[] data = new float[0];

  /** Empty, for rows of {@code width} numbers padded to a multiple of the lanes. */
  public Matrix(int width) {
    this.width = width;
    this.stride = Layout.pad(width);
  }

  /**
   * Makes room for {@code rows} rows; what was in them is undefined, but padding is finite.
   *
   * @throws OutOfMemoryError if they are more than an array can hold
   */
  public void reserve(int rows) {
    long needed = Layout.START + (long) rows * stride;
    if (needed > Integer.MAX_VALUE - 64) {
      throw new OutOfMemoryError("A buffer of " + rows + " x " + stride + " floats is too large");
    }
    if (data.length < needed) {
      data = new float[(int) needed];
    }
  }

  /** Sets {@code rows} rows from {@code first} on to zero, padding too. */
  public void clear(int first, int rows) {
    Arrays.fill(data, at(first), at(first + rows), 0);
  }

  /** Copies rows from {@code first} on to those of {@code to}, which are as wide. */
  void copyRows(int first, Matrix to, int toFirst, int rows) {
    System.arraycopy(data, at(first), to.data, to.at(toFirst), rows * stride);
  }

  /** Where row {@code row} starts in {@link #data()}. */
  public int at(int row) {
    return Layout.START + row * stride;
  }

  public float[] data() {
    return data;
  }

  /** Numbers of a row that count. */
  public int width() {
    return width;
  }

  /** Floats from one row to the next. */
  public int stride() {
    return stride;
  }
}
