package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

/** The buffers of one LSTM step, filled with the same numbers each time. */
final class LstmBuffers {
  private static final int OFFSET = 7;

  private final int rows;
  private final int stride;
  private final float[] gates;
  private final float[] peephole;
  private final float[] cellPrevious;
  private final float[] cell;
  private final float[] hidden;
  private final float[] dHidden;
  private final float[] dCell;

  LstmBuffers(int rows, int stride, boolean peepholes) {
    this.rows = rows;
    this.stride = stride;
    gates = Numbers.random(OFFSET + rows * 4 * stride + 1, 4, 1);
    peephole = peepholes ? Numbers.random(OFFSET + 3 * stride, 1, 2) : null;
    cellPrevious = Numbers.random(OFFSET + rows * stride + 1, 2, 3);
    cell = Numbers.random(OFFSET + rows * stride + 1, 2, 4);
    hidden = Numbers.random(OFFSET + rows * stride + 1, 2, 5);
    dHidden = Numbers.random(OFFSET + rows * stride + 1, 2, 6);
    dCell = Numbers.random(OFFSET + rows * stride + 1, 2, 7);
  }

  void forward(Gates with) {
    forward(with, 0, stride);
  }

  /** The units {@code from} to {@code to} - 1. */
  void forward(Gates with, int from, int to) {
    int at = OFFSET + from;
    with.lstmForward(
        rows, to - from, stride, gates, at, peephole, at, cellPrevious, at, cell, at, hidden, at);
  }

  void backward(Gates with) {
    backward(with, 0, stride);
  }

  void backward(Gates with, int from, int to) {
    int at = OFFSET + from;
    with.lstmBackward(
        rows,
        to - from,
        stride,
        gates,
        at,
        peephole,
        at,
        cellPrevious,
        at,
        cell,
        at,
        dHidden,
        at,
        dCell,
        at,
        new float[OFFSET + stride],
        at);
  }

  void assertEqualTo(LstmBuffers other) {
    assertThat(gates).as("gates").isEqualTo(other.gates);
    assertThat(cellPrevious).as("cell before").isEqualTo(other.cellPrevious);
    assertThat(cell).as("cell").isEqualTo(other.cell);
    assertThat(hidden).as("hidden").isEqualTo(other.hidden);
    assertThat(dHidden).as("gradient of hidden").isEqualTo(other.dHidden);
    assertThat(dCell).as("gradient of cell").isEqualTo(other.dCell);
  }
}
