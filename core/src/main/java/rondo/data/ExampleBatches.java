package rondo.data;

import java.util.Arrays;

/**
 * Batches of sequences that do not depend on each other, each whole. To have sequences of similar
 * length together, the order of an epoch is sorted by length within windows of some batches; what
 * lengths still differ makes a batch ragged.
 *
 * <p>Thread use: any number of threads; the order of the last epoch is kept.
 */
public final class ExampleBatches implements Batches {
  /** Batches of a window: enough for similar lengths, few enough to keep an epoch random. */
  static final int WINDOW = 16;

  private final Sequences store;
  private final int batch;
  private final EpochOrder order;
  private final int maxRows;
  private volatile Epoch last;

  private record Epoch(int epoch, int[] order) {}

  /**
   * @param batch largest number of sequences in a batch
   * @param order {@link EpochOrder#STORED} for evaluation
   * @throws IllegalArgumentException if a sequence is empty
   */
  public ExampleBatches(Sequences store, int batch, EpochOrder order) {
    this.store = store;
    this.batch = batch;
    this.order = order;
    for (int s = 0; s < store.size(); s++) {
      if (store.length(s) < 1) {
        throw new IllegalArgumentException("Sequence " + s + " has no time steps");
      }
    }
    this.maxRows = store.longest(batch);
  }

  @Override
  public int stepsPerEpoch() {
    return store.size() / batch + (store.size() % batch == 0 ? 0 : 1);
  }

  @Override
  public Batch batch(int epoch, int step) {
    int[] all = order(epoch);
    int from = step * batch;
    int[] members = Arrays.copyOfRange(all, from, Math.min(all.length, from + batch));
    return RaggedBatch.of(store, members);
  }

  @Override
  public boolean carriesState(int step) {
    return false;
  }

  private int[] order(int epoch) {
    Epoch known = last;
    if (known == null || known.epoch != epoch) {
      int[] all = order.of(epoch, store.size());
      long window = (long) batch * WINDOW;
      for (long from = 0; from < all.length; from += window) {
        sortByLength(all, (int) from, (int) Math.min(all.length, from + window));
      }
      known = new Epoch(epoch, all);
      last = known;
    }
    return known.order;
  }

  /** Longest first; equal lengths stay in the order that they are in. */
  private void sortByLength(int[] order, int from, int to) {
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ((long) -store.length(order[from + i]) << 32) | i;
    }
    Arrays.sort(keys);
    int[] before = Arrays.copyOfRange(order, from, to);
    for (int i = 0; i < keys.length; i++) {
      order[from + i] = before[(int) keys[i]];
    }
  }

  @Override
  public int maxRows() {
    return maxRows;
  }

  @Override
  public int maxBatchSize() {
    return Math.min(batch, store.size());
  }
}
