package rondo.network;

/**
 * The buffers of one recurrent layer as its cell sees them. U is the number of hidden units padded
 * to the lanes; R the rows of the batch, B its sequences. Buffers of states start with B rows for
 * the initial state; row r of the batch is their row B + r.
 */
public final class CellBuffers {
  /** U. */
  public final int units;

  /** (R, gates x U): in W_x x + b + W_h h'; a cell leaves here what its backward step needs. */
  public final Matrix gates;

  /** (R, gates x U): W_h h', kept apart from {@link #gates}; used if the cell asks for it. */
  public final Matrix recurrent;

  /** (B + R, U): h, before it is projected. */
  public final Matrix hidden;

  /** (B + R, U): c; used if the cell has one. */
  public final Matrix cell;

  /** (B + R, U): dLoss/dh. */
  public final Matrix dHidden;

  /** (B, U): dLoss/dc of the step that is being worked on. */
  public final Matrix dCell;

  /** (B, U): for a cell's backward step; nothing is kept in it. */
  public final Matrix scratch;

  /** (B + R, P): what the layer puts out and feeds back: h projected, or {@link #hidden} itself. */
  final Matrix output;

  /** (B + R, P): dLoss/doutput; or {@link #dHidden} itself. */
  final Matrix dOutput;

  /**
   * @param projection P; 0: h is not projected
   */
  CellBuffers(int hidden, int gates, int projection) {
    this.hidden = new Matrix(hidden);
    this.units = this.hidden.stride();
    this.gates = new Matrix(gates * units);
    this.recurrent = new Matrix(gates * units);
    this.cell = new Matrix(hidden);
    this.dHidden = new Matrix(hidden);
    this.dCell = new Matrix(hidden);
    this.scratch = new Matrix(hidden);
    this.output = projection == 0 ? this.hidden : new Matrix(projection);
    this.dOutput = projection == 0 ? dHidden : new Matrix(projection);
  }
}
