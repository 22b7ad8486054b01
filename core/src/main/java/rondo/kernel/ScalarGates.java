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
      for (int unit = 0; unit < units; unit++) {
        int at = row * stride + unit;
        int r = gatesOffset + row * 3 * stride + unit;
        int u = r + stride;
        int n = u + stride;
        int s = recurrentOffset + row * 3 * stride + unit;
        gates[r] = ScalarMath.sigmoid(gates[r] + recurrent[s]);
        gates[u] = ScalarMath.sigmoid(gates[u] + recurrent[s + stride]);
        recurrent[s + 2 * stride] += bias[biasOffset + unit];
        gates[n] = ScalarMath.tanh(Math.fma(gates[r], recurrent[s + 2 * stride], gates[n]));
        float before = hiddenPrevious[hiddenPreviousOffset + at];
        hidden[hiddenOffset + at] = Math.fma(gates[u], before - gates[n], gates[n]);
      }
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
      for (int unit = 0; unit < units; unit++) {
        int at = row * stride + unit;
        int r = gatesOffset + row * 3 * stride + unit;
        int s = recurrentOffset + row * 3 * stride + unit;
        int previous = dHiddenPreviousOffset + at;
        float reset = gates[r];
        float update = gates[r + stride];
        float candidate = gates[r + 2 * stride];
        float dh = dHidden[dHiddenOffset + at];
        float before = hiddenPrevious[hiddenPreviousOffset + at];
        float dUpdate = dh * (before - candidate) * (update * (1 - update));
        float dCandidate = dh * (1 - update) * Math.fma(-candidate, candidate, 1);
        float dReset = dCandidate * recurrent[s + 2 * stride] * (reset * (1 - reset));
        dHiddenPrevious[previous] = Math.fma(dh, update, dHiddenPrevious[previous]);
        gates[r] = dReset;
        gates[r + stride] = dUpdate;
        gates[r + 2 * stride] = dCandidate;
        recurrent[s] = dReset;
        recurrent[s + stride] = dUpdate;
        recurrent[s + 2 * stride] = dCandidate * reset;
      }
    }
  }
}
