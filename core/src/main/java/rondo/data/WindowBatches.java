package rondo.data;

import java.util.Arrays;
import java.util.Locale;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.forecast.Windows;

/**
 * Batches of windows that are cut out of packed series as they are needed, so that what windows
 * share is stored once. A window never crosses from one packed series to the next.
 *
 * <p>In memory: 8 bytes a series, and one batch.
 *
 * <p>Thread use: any number of threads.
 */
public final class WindowBatches implements Batches {
  private final Sequences series;
  private final WindowLayout layout;
  private final Windows windows;
  private final int batch;
  private final WindowOrder order;
  private final long[] before; // windows of the series before each one, then of all
  private final int steps;

  /**
   * @param series time steps as {@code layout} stores them; no targets, for they are among them
   * @param stride time steps from the beginning of a window to that of the next
   * @param batch largest number of windows in a batch
   * @param order {@link WindowOrder#STORED} for evaluation
   * @throws IllegalArgumentException if the series are not stored as the layout says
   * @throws RondoException CONFIG if a batch has more numbers, or an epoch more batches, than can
   *     be counted
   */
  public WindowBatches(
      Sequences series, WindowLayout layout, int stride, int batch, WindowOrder order) {
    if (series.layout().featureSize() != layout.stored()) {
      throw new IllegalArgumentException(
          "series: got "
              + series.layout().featureSize()
              + " numbers a time step, expected "
              + layout.stored());
    }
    this.series = series;
    this.layout = layout;
    this.windows = new Windows(layout.context(), layout.horizon(), stride);
    this.batch = batch;
    this.order = order;
    this.before = new long[series.size() + 1];
    for (int s = 0; s < series.size(); s++) {
      before[s + 1] = before[s] + windows.count(series.offset(s + 1) - series.offset(s));
    }
    long count = count();
    long batches = count / batch + (count % batch == 0 ? 0 : 1);
    int widest = Math.max(1, Math.max(layout.inputs(), layout.tokens()));
    if (batches > Integer.MAX_VALUE
        || (long) layout.steps() * maxBatchSize() > Integer.MAX_VALUE / widest) {
      throw new RondoException(
          ExitCode.CONFIG,
          String.format(
              Locale.ROOT,
              "training.batch: got %d, which makes %d batches of %d time steps of %d numbers,"
                  + " expected at most %d batches and numbers in one; change training.batch or"
                  + " data.window, or raise rounds.shards",
              batch,
              batches,
              (long) layout.steps() * maxBatchSize(),
              widest,
              Integer.MAX_VALUE));
    }
    this.steps = (int) batches;
  }

  /** Windows of all series. */
  public long count() {
    return before[before.length - 1];
  }

  @Override
  public int stepsPerEpoch() {
    return steps;
  }

  @Override
  public Batch batch(int epoch, int step) {
    long from = (long) step * batch;
    int size = (int) Math.min(batch, count() - from);
    WindowCutter cutter = new WindowCutter(layout, size);
    float[] values = new float[layout.steps() * layout.stored()];
    int[] tokens = layout.tokens() == 0 ? null : new int[layout.steps() * layout.tokens()];
    for (int b = 0; b < size; b++) {
      long first = first(order.at(epoch, count(), from + b));
      series.features(first, layout.steps(), values);
      if (tokens != null) {
        series.tokens(first, layout.steps(), tokens);
      }
      cutter.add(values, 0, tokens, 0);
    }
    return cutter.batch();
  }

  /** The time step, counted over all series, at which a window begins. */
  private long first(long window) {
    int at = Arrays.binarySearch(before, window);
    int s = at < 0 ? -at - 2 : at;
    while (before[s + 1] == window) { // a series without windows begins at the same number
      s++;
    }
    return series.offset(s) + windows.first(window - before[s]);
  }

  @Override
  public boolean carriesState(int step) {
    return false;
  }

  /** Those of all windows, each of which repeats what it shares with others. */
  @Override
  public long timeSteps(long packed) {
    return count() * layout.steps();
  }

  @Override
  public int maxRows() {
    return layout.steps() * maxBatchSize();
  }

  @Override
  public int maxBatchSize() {
    return (int) Math.min(batch, count());
  }
}
