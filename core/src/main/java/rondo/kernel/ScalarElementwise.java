package rondo.kernel;

import java.util.Arrays;

/** The readable reference of {@link Elementwise}. */
public final class ScalarElementwise implements Elementwise {
  /** Partial sums, one set a thread: a row of a softmax is too small to allocate for. */
  public static final ThreadLocal<float[]> LANES =
      ThreadLocal.withInitial(() -> new float[Layout.LANES]);

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

  /** The sum of {@link Layout#LANES} partial sums on a fixed tree; destroys {@code lanes}. */
  public static float sumLanes(float[] lanes) {
    for (int half = Layout.LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
