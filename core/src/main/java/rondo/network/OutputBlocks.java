package rondo.network;

/**
 * Takes the outputs of a batch a block of rows at a time, so that with a large vocabulary they need
 * not all be in memory at once.
 */
@FunctionalInterface
public interface OutputBlocks {
  /**
   * Takes one block. Blocks cover every output row once: in order when outputs are evaluated, with
   * those of later windows of time first when gradients are wanted.
   *
   * @param outputs its first {@code rows} rows are the output rows from {@code first} on. Where a
   *     gradient is wanted they must be replaced by dLoss/doutputs
   */
  void accept(Matrix outputs, int first, int rows);
}
