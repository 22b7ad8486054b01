package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

/** The buffers of one GRU step, filled with the same numbers each time. */
final class GruBuffers {
  private static final int OFFSET = 7;

  private final int rows;
  private final int stride;
  private final float[] gates;
  private final float[] recurrent;
  private final float[] bias;
  private final float[] hiddenPrevious;
  private final float[] hidden;
  private final float[] dHidden;
  private final float[] dHiddenPrevious;

  GruBuffers(int rows, int stride) {
    this.rows = rows;
    this.stride = stride;
    gates = Numbers.random(OFFSET + rows * 3 * stride + 1, 4, 1);
    recurrent = Numbers.random(OFFSET + rows * 3 * stride + 1, 4, 2);
    bias = Numbers.random(OFFSET + stride + 1, 1, 3);
    hiddenPrevious = Numbers.random(OFFSET + rows * stride + 1, 1, 4);
    hidden = Numbers.random(OFFSET + rows * stride + 1, 1, 5);
    dHidden = Numbers.random(OFFSET + rows * stride + 1, 2, 6);
    dHiddenPrevious = Numbers.random(OFFSET + rows * stride + 1, 2, 7);
  }

  void forward(Gates with) {
    forward(with, 0, stride);
  }

  /** The units {@code from} to {@code to} - 1. */
  void forward(Gates with, int from, int to) {
    int at = OFFSET + from;
    with.gruForward(
        rows,
        to - from,
        stride,
        gates,
        at,
        recurrent,
        at,
        bias,
        at,
        hiddenPrevious,
        at,
        hidden,
        at);
  }

  void backward(Gates with) {
    backward(with, 0, stride);
  }

  void backward(Gates with, int from, int to) {
    int at = OFFSET + from;
    with.gruBackward(
        rows,
        to - from,
        stride,
        gates,
        at,
        recurrent,
        at,
        hiddenPrevious,
        at,
        dHidden,
        at,
        dHiddenPrevious,
        at);
  }

  void assertEqualTo(GruBuffers other) {
    assertThat(gates).as("gates").isEqualTo(other.gates);
    assertThat(recurrent).as("recurrent").isEqualTo(other.recurrent);
    assertThat(hiddenPrevious).as("hidden before").isEqualTo(other.hiddenPrevious);
    assertThat(hidden).as("hidden").isEqualTo(other.hidden);
    assertThat(dHidden).as("gradient of hidden").isEqualTo(other.dHidden);
    assertThat(dHiddenPrevious).as("gradient of hidden before").isEqualTo(other.dHiddenPrevious);
  }
}
