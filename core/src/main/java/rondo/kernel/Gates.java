package rondo.kernel;

/**
 * The pointwise part of an LSTM step, fused: for a block of batch rows, gate after gate in each row
 * (i, f, g, o), every gate {@code stride} wide. Of these only {@code units} are worked on, from the
 * offsets on, so that threads may share a row; both are multiples of {@link Layout#LANES}.
 *
 * <p>Single-threaded; all buffers are row-major without gaps: gates (rows, 4 stride), everything
 * else (rows, stride).
 */
public interface Gates {
  /**
   * One step forward. With peepholes p for i, f, o:
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
   * One step backward.
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
}
