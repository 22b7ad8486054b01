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
   * Softmax cross-entropy of one row of scores against one class.
   *
   * @param x in: scores (size); out: dLoss/dx = softmax(x) - 1 at the class
   * @return -ln softmax(x)[target] in nats
   */
  double softmaxCrossEntropy(float[] x, int xOffset, int size, int target);
}
