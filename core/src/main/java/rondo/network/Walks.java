package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Layout;
import rondo.parallel.Barrier;
import rondo.parallel.Parallel;

/**
 * How threads share the time loop of a layer. One thread keeps its rows of the batch for the whole
 * sequence, so there is no barrier between time steps. Where sequences are fewer than threads,
 * threads may share the units of all of them instead and meet at every step.
 */
final class Walks {
  /** Multiplications of a time step, of one thread, for which it is worth to meet at a barrier. */
  private static final long PRODUCTS_A_MEMBER = 1 << 15;

  private final int units;
  private final long products;
  private final Parallel parallel;

  /**
   * @param units of the layer, padded
   * @param products multiplications of one sequence in a time step
   */
  Walks(int units, long products, Parallel parallel) {
    this.units = units;
    this.products = products;
    this.parallel = parallel;
  }

  /** A walk through time: with some sequences and all units, or all sequences and some units. */
  @FunctionalInterface
  interface Walk {
    /**
     * @param barrier where those meet who walk with other units of the same sequences
     */
    void run(Batch batch, Share share, Units units, Barrier barrier);
  }

  /**
   * Splits sequences over the threads: no barrier between time steps. With fewer sequences than
   * threads, the hidden units are split instead, if that keeps more threads busy.
   */
  void split(Batch batch, Walk walk) {
    int sequences = batch.batchSize();
    int blocks = units / Layout.LANES;
    long worth = sequences * products / PRODUCTS_A_MEMBER;
    int members = (int) Math.min(Math.min(parallel.threads(), blocks), worth);
    if (members > sequences) {
      parallel.team(members, (member, all, barrier) -> share(batch, walk, member, all, barrier));
    } else {
      splitSequences(batch, walk);
    }
  }

  private void share(Batch batch, Walk walk, int member, int all, Barrier barrier) {
    int blocks = units / Layout.LANES;
    int block = blocks % 2 == 0 && blocks >= 2 * all ? 2 : 1; // whole panels where possible
    int from = blocks / block * member / all * block * Layout.LANES;
    int to = blocks / block * (member + 1) / all * block * Layout.LANES;
    walk.run(batch, Share.block(0, batch.batchSize()), new Units(from, to), barrier);
  }

  /**
   * Even shares of neighbours; of ragged sequences every N-th. A share that is no whole number of
   * tiles costs less than threads that wait for the longest share.
   */
  private void splitSequences(Batch batch, Walk walk) {
    Units all = new Units(0, units);
    int sequences = batch.batchSize();
    int shares = Math.min(parallel.threads(), sequences);
    if (shares > 1 && isRagged(batch)) {
      parallel.forRange(
          shares,
          1,
          (from, to) -> {
            if (to - from == shares) { // nobody helps: long products are better than short ones
              walk.run(batch, Share.block(0, sequences), all, Barrier.ALONE);
              return;
            }
            for (int first = from; first < to; first++) {
              walk.run(batch, new Share(first, sequences, shares), all, Barrier.ALONE);
            }
          });
    } else {
      parallel.split(
          sequences, 1, (from, to) -> walk.run(batch, Share.block(from, to), all, Barrier.ALONE));
    }
  }

  private static boolean isRagged(Batch batch) {
    return batch.activeRows(batch.timeSteps() - 1) < batch.batchSize();
  }
}
