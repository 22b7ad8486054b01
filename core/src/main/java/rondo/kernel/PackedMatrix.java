package rondo.kernel;

/**
 * A weight matrix B (K, N) as {@link Gemm} reads it: panels of {@link #PANEL} columns, each panel
 * row after row, so that a micro-kernel walks one contiguous stretch of memory. The last panel is
 * as wide as is left. Packed once an update, read for all time steps.
 *
 * <p>The source is a row-major matrix (rows, blocks x width), as the flat parameter array holds it:
 * one block a gate. Each block is padded to a multiple of {@link Layout#LANES} columns.
 *
 * <p>Thread use: pack first, then read from any thread.
 */
public final class PackedMatrix {
  /** Columns of a panel. */
  public static final int PANEL = 32;

  /** Numbers of a cache line. */
  private static final int LINE = 16;

  private final int sourceRows;
  private final int blocks;
  private final int width;
  private final boolean transposed;
  private final int rows; // K
  private final int columns; // N, a multiple of LANES
  private float[] data; // null until the first pack, so that a layout costs no memory

  private PackedMatrix(int sourceRows, int blocks, int width, boolean transposed) {
    this.sourceRows = sourceRows;
    this.blocks = blocks;
    this.width = width;
    this.transposed = transposed;
    int blockColumns = Math.multiplyExact(blocks, Layout.pad(width));
    this.rows = transposed ? blockColumns : sourceRows;
    this.columns = transposed ? Layout.pad(sourceRows) : blockColumns;
    Math.addExact(Layout.START, Math.multiplyExact(rows, columns));
  }

  /** For products {@code x W}: K = {@code rows}, N = blocks x pad(width). */
  public static PackedMatrix of(int rows, int blocks, int width) {
    return new PackedMatrix(rows, blocks, width, false);
  }

  /** For products {@code g W^T}: K = blocks x pad(width), N = pad(rows). */
  public static PackedMatrix transposedOf(int rows, int blocks, int width) {
    return new PackedMatrix(rows, blocks, width, true);
  }

  /** Takes the matrix from {@code source}, row-major from {@code offset} on. */
  public void pack(float[] source, int offset) {
    allocate();
    for (int panel = 0; panel < panels(); panel++) {
      packPanel(source, offset, panel);
    }
  }

  /** Makes room for the packed numbers, once. */
  public void allocate() {
    if (data == null) {
      data = new float[Layout.START + rows * columns];
    }
  }

  /** One panel of {@link #pack}; different panels may be packed by different threads. */
  public void packPanel(float[] source, int offset, int panel) {
    if (transposed) {
      packTransposed(source, offset, panel);
      return;
    }
    int paddedWidth = Layout.pad(width);
    int first = panel * PANEL;
    int panelWidth = panelWidth(panel);
    for (int block = first / paddedWidth; block * paddedWidth < first + panelWidth; block++) {
      int from = Math.max(first, block * paddedWidth);
      int to = Math.min(first + panelWidth, block * paddedWidth + width);
      for (int k = 0; from < to && k < rows; k++) {
        System.arraycopy(
            source,
            offset + (k * blocks + block) * width + from - block * paddedWidth,
            data,
            panelOffset(panel) + k * panelWidth + from - first,
            to - from);
      }
    }
  }

  /**
   * A line of the cache after the other: rows of a power of two fall into the same places of the
   * cache, so a line would be gone before the next number of it is used.
   */
  private void packTransposed(float[] source, int offset, int panel) {
    int paddedWidth = Layout.pad(width);
    int panelWidth = panelWidth(panel);
    int first = panel * PANEL;
    int used = Math.min(panelWidth, sourceRows - first);
    int sourceStride = blocks * width;
    for (int block = 0; block < blocks; block++) {
      for (int unit = 0; unit < width; unit += LINE) {
        int to = panelOffset(panel) + (block * paddedWidth + unit) * panelWidth;
        int from = offset + first * sourceStride + block * width + unit;
        int count = Math.min(LINE, width - unit);
        for (int n = 0; n < used; n++, from += sourceStride) {
          for (int u = 0; u < count; u++) {
            data[to + u * panelWidth + n] = source[from + u];
          }
        }
      }
    }
  }

  /** K: rows of the packed matrix. */
  public int rows() {
    return rows;
  }

  /** N: columns of the packed matrix, a multiple of {@link Layout#LANES}. */
  public int columns() {
    return columns;
  }

  /** Number of panels. */
  public int panels() {
    return (columns + PANEL - 1) / PANEL;
  }

  /** Where panel {@code panel} starts in {@link #data()}. */
  public int panelOffset(int panel) {
    return Layout.START + panel * PANEL * rows;
  }

  /** Columns of panel {@code panel}: {@link #PANEL}, but for the last what is left. */
  public int panelWidth(int panel) {
    return Math.min(PANEL, columns - panel * PANEL);
  }

  /** The packed numbers; kernels only read them. */
  public float[] data() {
    return data;
  }
}
