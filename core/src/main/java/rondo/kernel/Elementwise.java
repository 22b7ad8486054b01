package rondo.kernel;

/**
 * Element by element operations on stretches of {@code float[]}, from which cells, heads and losses
 * are built. {@code size} need not be a multiple of {@link Layout#LANES}.
 *
 * <p>Single-threaded. The same bits from every implementation: the functions are the polynomials of
 * {@link ScalarMath}, sums run over {@link Layout#LANES} fixed virtual lanes.
 */
public interface Elementwise {
  /** {@code y = sigmoid(x)}; x and y may be the same stretch. */
  void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size);

  /** {@code y = tanh(x)}; x and y may be the same stretch. */
  void tanh(float[] x, int xOffset, float[] y, int yOffset, int size);

  /** {@code dx = dy (1 - y^2)}, with y = tanh(x). */
  void tanhBackward(
      float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int size);

  /** {@code y = max(x, 0)}. */
  void relu(float[] x, int xOffset, float[] y, int yOffset, int size);

  /** {@code dx = dy} where y > 0, else 0, with y = relu(x). */
  void reluBackward(
      float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int size);

  /** {@code y = y + x}. */
  void add(float[] x, int xOffset, float[] y, int yOffset, int size);

  /** {@code y = x1 x2}; y may be x1 or x2. */
  void multiply(
      float[] x1, int x1Offset, float[] x2, int x2Offset, float[] y, int yOffset, int size);

  /** {@code y = fma(x1, x2, y)}. */
  void multiplyAdd(
      float[] x1, int x1Offset, float[] x2, int x2Offset, float[] y, int yOffset, int size);

  /** {@code y = y + each row of x (rows, size)}, row after row: the gradient of a bias. */
  void addRows(float[] x, int xOffset, int xStride, int rows, float[] y, int yOffset, int size);

  /**
   * The sum of {@code x^2}, of {@link #SQUARES} partial sums in float; in double where that
   * overflows or loses digits. Numbers below 1e-23 may count as 0. Call it for stretches of some
   * thousand numbers and add those up in double.
   */
  double sumOfSquares(float[] x, int xOffset, int size);

  /** Partial sums of {@link #sumOfSquares}: number i goes into i % SQUARES. */
  int SQUARES = 4 * Layout.LANES;

  /**
   * Factors of dropout: each 0 with probability {@code drop} / 2^31, else {@code keep}. A pure
   * function of the key and of the place from {@code yOffset} on, by {@link RandomBits}.
   */
  void dropout(long key, int drop, float keep, float[] y, int yOffset, int size);

  /**
   * What is added to a variance in {@link #normalize}, so that equal numbers do not divide by 0.
   */
  float EPSILON = 1e-5f;

  /**
   * {@code y = s (x - mean x)} with {@code s = 1 / sqrt(variance x + EPSILON)}; y may be x.
   *
   * @return s
   */
  float normalize(float[] x, int xOffset, float[] y, int yOffset, int size);

  /**
   * {@code dx = s (dy - mean dy - y mean(y dy))}, with y and s of {@link #normalize}; dx may be dy.
   */
  void normalizeBackward(
      float[] y,
      int yOffset,
      float s,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset,
      int size);

  /**
   * Softmax cross-entropy of one row of scores against one class.
   *
   * @param x in: scores (size); out: dLoss/dx = softmax(x) - 1 at the class
   * @return -ln softmax(x)[target] in nats
   */
  double softmaxCrossEntropy(float[] x, int xOffset, int size, int target);
}
