package rondo.kernel;

/** The readable reference of {@link Gates}. */
public final class ScalarGates implements Gates {
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
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        int at = row * stride + unit;
        int p = peepholeOffset + unit;
        int i = gatesOffset + row * 4 * stride + unit;
        int f = i + stride;
        int g = f + stride;
        int o = g + stride;
        float cPrevious = cellPrevious[cellPreviousOffset + at];
        float zi = gates[i];
        float zf = gates[f];
        float zo = gates[o];
        if (peephole != null) {
          zi = Math.fma(peephole[p], cPrevious, zi);
          zf = Math.fma(peephole[p + stride], cPrevious, zf);
        }
        gates[i] = ScalarMath.sigmoid(zi);
        gates[f] = ScalarMath.sigmoid(zf);
        gates[g] = ScalarMath.tanh(gates[g]);
        float c = Math.fma(gates[f], cPrevious, gates[i] * gates[g]);
        if (peephole != null) {
          zo = Math.fma(peephole[p + 2 * stride], c, zo);
        }
        gates[o] = ScalarMath.sigmoid(zo);
        cell[cellOffset + at] = c;
        hidden[hiddenOffset + at] = gates[o] * ScalarMath.tanh(c);
      }
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
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        int at = row * stride + unit;
        int p = peepholeOffset + unit;
        int zi = gatesOffset + row * 4 * stride + unit;
        int zf = zi + stride;
        int zg = zf + stride;
        int zo = zg + stride;
        float i = gates[zi];
        float f = gates[zf];
        float g = gates[zg];
        float o = gates[zo];
        float cPrevious = cellPrevious[cellPreviousOffset + at];
        float tanhCell = ScalarMath.tanh(cell[cellOffset + at]);
        float dh = dHidden[dHiddenOffset + at];
        float dOutput = dh * tanhCell * (o * (1.0f - o));
        float dc = Math.fma(dh * o, Math.fma(-tanhCell, tanhCell, 1.0f), dCell[dCellOffset + at]);
        if (peephole != null) {
          dc = Math.fma(peephole[p + 2 * stride], dOutput, dc);
        }
        float dInput = dc * g * (i * (1.0f - i));
        float dForget = dc * cPrevious * (f * (1.0f - f));
        float dPrevious = dc * f;
        if (peephole != null) {
          dPrevious = Math.fma(peephole[p], dInput, dPrevious);
          dPrevious = Math.fma(peephole[p + stride], dForget, dPrevious);
        }
        gates[zi] = dInput;
        gates[zf] = dForget;
        gates[zg] = dc * i * Math.fma(-g, g, 1.0f);
        gates[zo] = dOutput;
        dCell[dCellOffset + at] = dPrevious;
      }
    }
  }
}
