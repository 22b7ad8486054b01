package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

/** The buffers of one LSTM step, filled with the same numbers each time. */
final class LstmBuffers {
  private static final int OFFSET = 7;

  private final int rows;
  private final int units;
  private final float[] gates;
  private final float[] peephole;
  private final float[] cellPrevious;
  private final float[] cell;
  private final float[] hidden;
  private final float[] dHidden;
  private final float[] dCell;

  LstmBuffers(int rows, int units, boolean peepholes) {
    this.rows = rows;
    this.units = units;
    gates = Numbers.random(OFFSET + rows * 4 * units + 1, 4, 1);
    peephole = peepholes ? Numbers.random(3 * units, 1, 2) : null;
    cellPrevious = Numbers.random(OFFSET + rows * units + 1, 2, 3);
    cell = Numbers.random(OFFSET + rows * units + 1, 2, 4);
    hidden = Numbers.random(OFFSET + rows * units + 1, 2, 5);
    dHidden = Numbers.random(OFFSET + rows * units + 1, 2, 6);
    dCell = Numbers.random(OFFSET + rows * units + 1, 2, 7);
  }

  void forward(Gates with) {
    with.lstmForward(
        rows, units, gates, OFFSET, peephole, cellPrevious, OFFSET, cell, OFFSET, hidden, OFFSET);
  }

  void backward(Gates with) {
    with.lstmBackward(
        rows,
        units,
        gates,
        OFFSET,
        peephole,
        cellPrevious,
        OFFSET,
        cell,
        OFFSET,
        dHidden,
        OFFSET,
        dCell,
        OFFSET,
        new float[OFFSET + units],
        OFFSET);
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
