package rondo.task;

import java.io.IOException;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;

/**
 * Cuts series into {@link Windows} as their time steps come, and keeps no more of them than one
 * window; without windows nothing.
 *
 * <p>Thread use: one thread.
 */
final class WindowSink {
  private final Windows windows;
  private final SequenceLayout layout;
  private final SequenceSink sink;
  private final Ending ending;
  private final int[] tokens; // (length, tokenColumns): time step n at n % length
  private final float[] features; // (length, featureSize)
  private final int[] classes; // (length)
  private final int[] oneClass = new int[1];
  private long count; // time steps of the series

  /** Gives what a whole sequence has as its target, as soon as its time steps are through. */
  interface Ending {
    void targets(SequenceSink sink) throws IOException;
  }

  WindowSink(Windows windows, SequenceLayout layout, SequenceSink sink, Ending ending) {
    this.windows = windows;
    this.layout = layout;
    this.sink = sink;
    this.ending = ending;
    this.tokens = new int[Math.multiplyExact(windows.length(), layout.tokenColumns())];
    this.features = new float[Math.multiplyExact(windows.length(), layout.featureSize())];
    this.classes = new int[layout.classes() > 0 ? windows.length() : 0];
  }

  /**
   * The next time step of the series.
   *
   * @param target its class; ignored where time steps have none
   */
  void step(int[] stepTokens, float[] stepFeatures, int target) throws IOException {
    if (windows.length() == 0) {
      count++;
      oneClass[0] = target;
      give(stepTokens, stepFeatures, oneClass, 0, 1);
      return;
    }
    int at = (int) (count % windows.length());
    int columns = layout.tokenColumns();
    if (columns > 0) {
      System.arraycopy(stepTokens, 0, tokens, at * columns, columns);
    }
    int size = layout.featureSize();
    if (size > 0) {
      System.arraycopy(stepFeatures, 0, features, at * size, size);
    }
    if (layout.classes() > 0) {
      classes[at] = target;
    }
    count++;
    if (windows.endAt(count)) {
      window(windows.length());
    }
  }

  /** Ends the series. */
  void end() throws IOException {
    long left = windows.left(count);
    if (left > 0 && windows.length() > 0) {
      window((int) left);
    } else if (left > 0) {
      close();
    }
    count = 0;
  }

  /** Gives the last {@code size} time steps. */
  private void window(int size) throws IOException {
    int first = (int) ((count - size) % windows.length());
    int beforeWrap = Math.min(size, windows.length() - first);
    give(tokens, features, classes, first, beforeWrap);
    if (size > beforeWrap) {
      give(tokens, features, classes, 0, size - beforeWrap);
    }
    close();
  }

  private void give(int[] fromTokens, float[] fromFeatures, int[] fromClasses, int first, int size)
      throws IOException {
    if (layout.tokenColumns() > 0) {
      sink.tokens(fromTokens, first * layout.tokenColumns(), size * layout.tokenColumns());
    }
    if (layout.featureSize() > 0) {
      sink.features(fromFeatures, first * layout.featureSize(), size * layout.featureSize());
    }
    if (layout.classes() > 0) {
      sink.classes(fromClasses, first, size);
    }
  }

  private void close() throws IOException {
    ending.targets(sink);
    sink.end();
  }
}
