package rondo.network;

import rondo.data.Batch;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;

/**
 * One step of a recurrent network. The layer around it owns time, the products with the weight
 * matrices and their gradients; a cell is the arithmetic between them, for a block of rows that are
 * at the same time step.
 *
 * <p>Thread use: {@link #forward} and {@link #backward} run in several threads at once, on
 * different rows or different units; everything else in one.
 */
public interface Cell {
  /** Blocks of columns in W_x, W_h and b. */
  int gates();

  /** True if there is a cell state c beside h. */
  boolean hasCellState();

  /** True if the cell needs W_h h' apart from W_x x + b. */
  boolean separateRecurrent();

  /** How W_h (H, gates x H) starts. */
  Initializer recurrentInitializer();

  /** How b (gates x H) starts. */
  Initializer biasInitializer(int hidden);

  /** Declares parameters beside W_x, W_h and b, if there are any. */
  default void declare(ParameterLayout.Builder layout, String prefix, int hidden) {}

  /** Takes those parameters from the flat array; once an update. */
  default void prepare(float[] parameters) {}

  /** Makes room for a batch of so many sequences and rows, if the cell has buffers of its own. */
  default void reserve(int sequences, int rows) {}

  /**
   * One step forward for {@code rows} rows: row {@code row} of the batch and the following, whose
   * state before the step is in row {@code previous} of the states, and after it in row {@code
   * next}.
   *
   * @param units which of the hidden units; others may be worked on by other threads
   */
  void forward(CellBuffers buffers, int rows, int row, int previous, int next, Units units);

  /**
   * One step backward: reads dHidden at {@code next}, leaves the gradient of W_x x + b in gates
   * (and of W_h h' in recurrent, if apart) and adds what reaches h' other than through W_h to
   * dHidden at {@code previous}. dCell holds sequence {@code sequence} and the following: dLoss/dc
   * in, dLoss/dc' out.
   */
  void backward(
      CellBuffers buffers, int rows, int row, int previous, int next, int sequence, Units units);

  /** After the last step backward: adds the gradients of the declared parameters. */
  default void addGradients(CellBuffers buffers, Batch batch, float[] gradient) {}
}
