package rondo.benchmark.peers;

/**
 * Floating point operations of one step of a {@link Workload}, two a multiply-add: the matrix
 * products alone that every peer must do, and none of padding.
 *
 * <p>A product {@code Y = X W} is counted once forward and, in training, once for the gradient of W
 * and once for that of X: three times in all. The product of the first layer with real inputs is
 * counted twice, because nobody needs the gradient of data. That of embedded tokens is counted for
 * as many rows as there are different tokens, where those are fewer than time steps: more need not
 * be done, though a peer may. Lookups, activations, softmax, clipping and the optimizer count
 * nothing: they are work, but not work that a peak of multiply-adds says anything about. So a share
 * of peak below 100 % is also what they cost.
 */
public final class FlopCount {
  private FlopCount() {}

  /** Operations of one step. */
  public static long of(Workload workload) {
    long hidden = workload.hidden();
    long columns = workload.gates() * hidden;
    long first = workload.inputs() * columns;
    long recurrent = workload.layers() * hidden * columns;
    long between = (workload.layers() - 1) * hidden * columns;
    long head = hidden * workload.classes();
    long inner = (recurrent + between + head) * workload.timeSteps();
    long rows = workload.timeSteps();
    first *= workload.tokens() ? Math.min(rows, workload.classes()) : rows;
    if (!workload.training()) {
      return 2 * (inner + first);
    }
    return 2 * (3 * inner + (workload.tokens() ? 3 : 2) * first);
  }
}
