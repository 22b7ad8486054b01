package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;
import rondo.kernel.Gates;

/**
 * {@link Gates} on vectors, row after row. A row passes through several small loops, because one
 * loop with five exponentials in it exceeds what the compiler is willing to inline (see {@link
 * VectorMath}); the row stays in the first-level cache meanwhile.
 */
final class VectorGates implements Gates {
  @Override
  public void lstmForward(
      int rows,
      int units,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] peephole,
      int peepholeOffset,
      float[] cellPrevious,
      int cellPreviousOffset,
      float[] cell,
      int cellOffset,
      float[] hidden,
      int hiddenOffset) {
    int input = peepholeOffset;
    int forget = input + stride;
    int output = forget + stride;
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      int i = gatesOffset + 4 * at;
      int f = i + stride;
      int g = f + stride;
      int o = g + stride;
      if (peephole != null) {
        multiplyAdd(peephole, input, cellPrevious, cellPreviousOffset + at, gates, i, units);
        multiplyAdd(peephole, forget, cellPrevious, cellPreviousOffset + at, gates, f, units);
      }
      VectorMath.sigmoid(gates, i, gates, i, units);
      VectorMath.sigmoid(gates, f, gates, f, units);
      VectorMath.tanh(gates, g, gates, g, units);
      newCell(
          units, stride, gates, i, cellPrevious, cellPreviousOffset + at, cell, cellOffset + at);
      if (peephole != null) {
        multiplyAdd(peephole, output, cell, cellOffset + at, gates, o, units);
      }
      VectorMath.sigmoid(gates, o, gates, o, units);
      VectorMath.tanh(cell, cellOffset + at, hidden, hiddenOffset + at, units);
      multiply(gates, o, hidden, hiddenOffset + at, units);
    }
  }

  static void multiplyAdd(
      float[] x1, int x1At, float[] x2, int x2At, float[] y, int yAt, int size) {
    for (int j = 0; j < size; j += LANES) {
      FloatVector v = FloatVector.fromArray(S, x1, x1At + j);
      FloatVector w = FloatVector.fromArray(S, x2, x2At + j);
      FloatVector sum = FloatVector.fromArray(S, y, yAt + j);
      if (v.getClass() != EXACT || w.getClass() != EXACT || sum.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.fma(w, sum).intoArray(y, yAt + j);
    }
  }

  /** {@code c = f c' + i g}. */
  private static void newCell(
      int units,
      int stride,
      float[] gates,
      int at,
      float[] cellPrevious,
      int previousAt,
      float[] cell,
      int cellAt) {
    for (int j = 0; j < units; j += LANES) {
      FloatVector i = FloatVector.fromArray(S, gates, at + j);
      FloatVector f = FloatVector.fromArray(S, gates, at + stride + j);
      FloatVector g = FloatVector.fromArray(S, gates, at + 2 * stride + j);
      FloatVector c = FloatVector.fromArray(S, cellPrevious, previousAt + j);
      if (i.getClass() != EXACT
          || f.getClass() != EXACT
          || g.getClass() != EXACT
          || c.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      f.fma(c, i.mul(g)).intoArray(cell, cellAt + j);
    }
  }

  /** {@code y = x y}. */
  private static void multiply(float[] x, int xAt, float[] y, int yAt, int size) {
    for (int j = 0; j < size; j += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xAt + j);
      FloatVector w = FloatVector.fromArray(S, y, yAt + j);
      if (v.getClass() != EXACT || w.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.mul(w).intoArray(y, yAt + j);
    }
  }

  @Override
  public void lstmBackward(
      int rows,
      int units,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] peephole,
      int peepholeOffset,
      float[] cellPrevious,
      int cellPreviousOffset,
      float[] cell,
      int cellOffset,
      float[] dHidden,
      int dHiddenOffset,
      float[] dCell,
      int dCellOffset,
      float[] scratch,
      int scratchOffset) {
    int input = peepholeOffset;
    int forget = input + stride;
    int output = forget + stride;
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      int i = gatesOffset + 4 * at;
      int previous = cellPreviousOffset + at;
      int d = dCellOffset + at;
      VectorMath.tanh(cell, cellOffset + at, scratch, scratchOffset, units);
      throughOutput(
          units,
          gates,
          i + 3 * stride,
          scratch,
          scratchOffset,
          dHidden,
          dHiddenOffset + at,
          dCell,
          d);
      if (peephole != null) {
        multiplyAdd(peephole, output, gates, i + 3 * stride, dCell, d, units);
      }
      throughCell(units, stride, gates, i, cellPrevious, previous, dCell, d);
      if (peephole != null) {
        multiplyAdd(peephole, input, gates, i, dCell, d, units);
        multiplyAdd(peephole, forget, gates, i + stride, dCell, d, units);
      }
    }
  }

  /** o becomes its gradient, {@code dCell} that of c (but for the peephole's part). */
  private static void throughOutput(
      int units,
      float[] gates,
      int oAt,
      float[] tanhCell,
      int tanhCellAt,
      float[] dHidden,
      int dHiddenAt,
      float[] dCell,
      int dCellAt) {
    for (int j = 0; j < units; j += LANES) {
      FloatVector t = FloatVector.fromArray(S, tanhCell, tanhCellAt + j);
      FloatVector o = FloatVector.fromArray(S, gates, oAt + j);
      FloatVector dh = FloatVector.fromArray(S, dHidden, dHiddenAt + j);
      FloatVector dc = FloatVector.fromArray(S, dCell, dCellAt + j);
      if (t.getClass() != EXACT
          || o.getClass() != EXACT
          || dh.getClass() != EXACT
          || dc.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector one = ZERO.broadcast(1.0f);
      dh.mul(t).mul(o.mul(one.sub(o))).intoArray(gates, oAt + j);
      dh.mul(o).fma(t.neg().fma(t, one), dc).intoArray(dCell, dCellAt + j);
    }
  }

  /** i, f, g become their gradients, {@code dCell} that of c' (but for the peepholes' part). */
  private static void throughCell(
      int units,
      int stride,
      float[] gates,
      int at,
      float[] cellPrevious,
      int previousAt,
      float[] dCell,
      int dCellAt) {
    for (int j = 0; j < units; j += LANES) {
      FloatVector i = FloatVector.fromArray(S, gates, at + j);
      FloatVector f = FloatVector.fromArray(S, gates, at + stride + j);
      FloatVector g = FloatVector.fromArray(S, gates, at + 2 * stride + j);
      FloatVector c = FloatVector.fromArray(S, cellPrevious, previousAt + j);
      FloatVector dc = FloatVector.fromArray(S, dCell, dCellAt + j);
      if (i.getClass() != EXACT
          || f.getClass() != EXACT
          || g.getClass() != EXACT
          || c.getClass() != EXACT
          || dc.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector one = ZERO.broadcast(1.0f);
      dc.mul(g).mul(i.mul(one.sub(i))).intoArray(gates, at + j);
      dc.mul(c).mul(f.mul(one.sub(f))).intoArray(gates, at + stride + j);
      dc.mul(i).mul(g.neg().fma(g, one)).intoArray(gates, at + 2 * stride + j);
      dc.mul(f).intoArray(dCell, dCellAt + j);
    }
  }

  @Override
  public void gruForward(
      int rows,
      int units,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] recurrent,
      int recurrentOffset,
      float[] bias,
      int biasOffset,
      float[] hiddenPrevious,
      int hiddenPreviousOffset,
      float[] hidden,
      int hiddenOffset) {
    for (int row = 0; row < rows; row++) {
      VectorGru.forward(
          units,
          stride,
          gates,
          gatesOffset + 3 * row * stride,
          recurrent,
          recurrentOffset + 3 * row * stride,
          bias,
          biasOffset,
          hiddenPrevious,
          hiddenPreviousOffset + row * stride,
          hidden,
          hiddenOffset + row * stride);
    }
  }

  @Override
  public void gruBackward(
      int rows,
      int units,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] recurrent,
      int recurrentOffset,
      float[] hiddenPrevious,
      int hiddenPreviousOffset,
      float[] dHidden,
      int dHiddenOffset,
      float[] dHiddenPrevious,
      int dHiddenPreviousOffset) {
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      int r = gatesOffset + 3 * at;
      int s = recurrentOffset + 3 * at;
      VectorGru.throughUpdate(
          units,
          stride,
          gates,
          r,
          hiddenPrevious,
          hiddenPreviousOffset + at,
          dHidden,
          dHiddenOffset + at,
          dHiddenPrevious,
          dHiddenPreviousOffset + at);
      VectorGru.throughReset(units, stride, gates, r, recurrent, s);
    }
  }
}
