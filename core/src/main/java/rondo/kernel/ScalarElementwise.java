package rondo.kernel;

import java.util.Arrays;

/** The readable reference of {@link Elementwise}. */
public final class ScalarElementwise implements Elementwise {
  /** Partial sums, one set a thread: a row of a softmax is too small to allocate for. */
  public static final ThreadLocal<float[]> LANES =
      ThreadLocal.withInitial(() -> new float[Layout.LANES]);

  /** As {@link #LANES}, of {@link #sumOfSquares}. */
  public static final ThreadLocal<float[]> SUMS = ThreadLocal.withInitial(() -> new float[SQUARES]);

  // Where squares lose digits, being subnormal, and where their sum is about to overflow.
  private static final float SMALLEST_SUM = 1e-30f;
  private static final float LARGEST_SUM = 1e38f;

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = ScalarMath.sigmoid(x[xOffset + i]);
    }
  }

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = ScalarMath.tanh(x[xOffset + i]);
    }
  }

  @Override
  public void tanhBackward(
      float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int size) {
    for (int i = 0; i < size; i++) {
      dx[dxOffset + i] = dy[dyOffset + i] * Math.fma(-y[yOffset + i], y[yOffset + i], 1);
    }
  }

  @Override
  public void relu(float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = Math.max(x[xOffset + i], 0);
    }
  }

  @Override
  public void reluBackward(
      float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int size) {
    for (int i = 0; i < size; i++) {
      dx[dxOffset + i] = y[yOffset + i] > 0 ? dy[dyOffset + i] : 0;
    }
  }

  @Override
  public void add(float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  @Override
  public void multiply(
      float[] x1, int x1Offset, float[] x2, int x2Offset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = x1[x1Offset + i] * x2[x2Offset + i];
    }
  }

  @Override
  public void multiplyAdd(
      float[] x1, int x1Offset, float[] x2, int x2Offset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = Math.fma(x1[x1Offset + i], x2[x2Offset + i], y[yOffset + i]);
    }
  }

  @Override
  public void addRows(
      float[] x, int xOffset, int xStride, int rows, float[] y, int yOffset, int size) {
    for (int row = 0; row < rows; row++) {
      add(x, xOffset + row * xStride, y, yOffset, size);
    }
  }

  @Override
  public double sumOfSquares(float[] x, int xOffset, int size) {
    float[] squares = SUMS.get();
    Arrays.fill(squares, 0);
    for (int i = 0; i < size; i++) {
      int lane = i % SQUARES;
      squares[lane] = Math.fma(x[xOffset + i], x[xOffset + i], squares[lane]);
    }
    return sumOfSquares(sumLanes(squares), x, xOffset, size);
  }

  /** The sum in float, unless it left the range where it is as exact as it should be. */
  public static double sumOfSquares(float sum, float[] x, int xOffset, int size) {
    if (sum == 0 || (sum > SMALLEST_SUM && sum < LARGEST_SUM)) {
      return sum; // 0: most rows of an embedding have no gradient
    }
    double exact = 0;
    for (int i = 0; i < size; i++) {
      exact += (double) x[xOffset + i] * x[xOffset + i];
    }
    return exact;
  }

  @Override
  public void dropout(long key, int drop, float keep, float[] y, int yOffset, int size) {
    int first = RandomBits.first(key);
    int second = RandomBits.second(key);
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = RandomBits.of(first, second, i) >>> 1 < drop ? 0 : keep;
    }
  }

  @Override
  public float normalize(float[] x, int xOffset, float[] y, int yOffset, int size) {
    float[] lanes = LANES.get();
    float mean = sum(x, xOffset, size, lanes) / size;
    Arrays.fill(lanes, 0);
    for (int i = 0; i < size; i++) {
      float distance = x[xOffset + i] - mean;
      lanes[i % Layout.LANES] = Math.fma(distance, distance, lanes[i % Layout.LANES]);
    }
    float scale = scale(sumLanes(lanes) / size);
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = (x[xOffset + i] - mean) * scale;
    }
    return scale;
  }

  /** 1 over the deviation that belongs to a variance. */
  public static float scale(float variance) {
    return (float) (1 / Math.sqrt(variance + EPSILON));
  }

  @Override
  public void normalizeBackward(
      float[] y,
      int yOffset,
      float s,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset,
      int size) {
    float[] lanes = LANES.get();
    float mean = sum(dy, dyOffset, size, lanes) / size;
    Arrays.fill(lanes, 0);
    for (int i = 0; i < size; i++) {
      int lane = i % Layout.LANES;
      lanes[lane] = Math.fma(y[yOffset + i], dy[dyOffset + i], lanes[lane]);
    }
    float slope = sumLanes(lanes) / size;
    for (int i = 0; i < size; i++) {
      float inner = Math.fma(y[yOffset + i], -slope, dy[dyOffset + i] - mean);
      dx[dxOffset + i] = inner * s;
    }
  }

  /** The sum of a stretch: element i is added to lane i % LANES. */
  private static float sum(float[] x, int xOffset, int size, float[] lanes) {
    Arrays.fill(lanes, 0);
    for (int i = 0; i < size; i++) {
      lanes[i % Layout.LANES] += x[xOffset + i];
    }
    return sumLanes(lanes);
  }

  @Override
  public double softmaxCrossEntropy(float[] x, int xOffset, int size, int target) {
    float max = x[xOffset];
    for (int i = 1; i < size; i++) {
      max = Math.max(max, x[xOffset + i]);
    }
    double targetScore = (double) x[xOffset + target] - max;
    float[] lanes = LANES.get(); // element i is added to lane i % LANES
    Arrays.fill(lanes, 0);
    for (int i = 0; i < size; i++) {
      float e = ScalarMath.exp(x[xOffset + i] - max);
      x[xOffset + i] = e;
      lanes[i % Layout.LANES] += e;
    }
    float sum = sumLanes(lanes);
    float scale = 1.0f / sum;
    for (int i = 0; i < size; i++) {
      x[xOffset + i] *= scale;
    }
    x[xOffset + target] -= 1.0f;
    return StrictMath.log(sum) - targetScore;
  }

  /** The sum of partial sums, a power of two of them, on a fixed tree; destroys {@code lanes}. */
  public static float sumLanes(float[] lanes) {
    for (int half = lanes.length / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
