package rondo.kernel;

/**
 * The pointwise part of a step of a cell with gates, fused: for a block of batch rows, gate after
 * gate in each row (LSTM: i, f, g, o; GRU: r, u, n), every gate {@code stride} wide. Of these only
 * {@code units} are worked on, from the offsets on, so that threads may share a row; both are
 * multiples of {@link Layout#LANES}.
 *
 * <p>Single-threaded; all buffers are row-major without gaps: gates (rows, gates x stride),
 * everything else (rows, stride).
 */
public interface Gates {
  /**
   * One step forward of an LSTM. With peepholes p for i, f, o:
   *
   * <pre>
   * i = sigmoid(z_i + p_i c')   f = sigmoid(z_f + p_f c')   g = tanh(z_g)
   * c = f c' + i g              o = sigmoid(z_o + p_o c)    h = o tanh(c)
   * </pre>
   *
   * @param gates in: the sums z; out: i, f, g, o
   * @param peephole (3, stride) for i, f, o, or null
   * @param cellPrevious c', read
   * @param cell c, written
   * @param hidden h, written
   */
  void lstmForward(
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
      int hiddenOffset);

  /**
   * One step backward of an LSTM.
   *
   * @param gates in: i, f, g, o; out: the gradients of the sums z
   * @param dHidden dLoss/dh, read
   * @param dCell in: dLoss/dc from the step after this one; out: dLoss/dc'
   * @param scratch one row (units), overwritten
   */
  void lstmBackward(
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
      int scratchOffset);

  /**
   * One step forward of a GRU, its gates r, u, n:
   *
   * <pre>
   * r = sigmoid(z_r + s_r)   u = sigmoid(z_u + s_u)   s_n = s_n + b   n = tanh(z_n + r s_n)
   * h = (1 - u) n + u h'
   * </pre>
   *
   * @param gates (rows, 3 stride), in: z; out: r, u, n
   * @param recurrent (rows, 3 stride), in: s; out: s_n with b, for the step backward
   * @param bias b
   * @param hiddenPrevious h', read
   * @param hidden h, written
   */
  void gruForward(
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
      int hiddenOffset);

  /**
   * One step backward of a GRU.
   *
   * @param gates in: r, u, n; out: the gradients of the sums z
   * @param recurrent in: s_n; out: the gradients of the sums s
   * @param dHidden dLoss/dh, read
   * @param dHiddenPrevious what does not go through s is added to dLoss/dh'
   */
  void gruBackward(
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
      int dHiddenPreviousOffset);
}
