package rondo.data;

import java.util.Arrays;
import rondo.forecast.SeasonalNaive;

/**
 * Makes a batch of windows of equal length, window by window: row {@code t * B + b} is time step t
 * of window b.
 *
 * <p>Thread use: one thread, one object a batch.
 */
public final class WindowCutter {
  private final WindowLayout layout;
  private final int windows; // B
  private final float[] inputs; // (L + H, B, inputs)
  private final int[] tokens; // (L + H, B, tokens); null if there are none
  private final float[] targets; // (H, B, S)
  private final float[] levels; // (B, S)
  private final float[] bases; // (H, B, S)
  private int added;

  /** For {@code windows} windows, all of which are to be added. */
  public WindowCutter(WindowLayout layout, int windows) {
    this.layout = layout;
    this.windows = windows;
    int rows = Math.multiplyExact(layout.steps(), windows);
    this.inputs = new float[Math.multiplyExact(rows, layout.inputs())];
    this.tokens = layout.tokens() == 0 ? null : new int[Math.multiplyExact(rows, layout.tokens())];
    this.targets = new float[layout.horizon() * windows * layout.series()];
    this.levels = new float[windows * layout.series()];
    this.bases = new float[targets.length];
  }

  /**
   * Adds the next window.
   *
   * @param values L + H stored time steps; of the last H, those that are forecast, only the known
   *     inputs matter, and the values of the series as targets
   * @param from where they begin
   * @param stepTokens tokens likewise; null if there are none
   * @param fromToken where they begin
   */
  public void add(float[] values, int from, int[] stepTokens, int fromToken) {
    int b = added++;
    level(values, from, b);
    for (int t = 0; t < layout.steps(); t++) {
      int row = t * windows + b;
      row(values, from, t, row * layout.inputs(), b);
      if (tokens != null) {
        tokens(stepTokens, fromToken, t, row * layout.tokens());
      }
      if (t >= layout.context()) {
        target(values, from, t, b);
      }
    }
  }

  /** In double, in order of time. */
  private void level(float[] values, int from, int b) {
    int last = layout.context() - 1;
    boolean mean =
        layout.level() == WindowLayout.Level.MEAN || layout.level() == WindowLayout.Level.SEASON;
    for (int s = 0; s < layout.series(); s++) {
      int at = from + s;
      double sum = 0;
      for (int t = 0; t <= last && mean; t++) {
        sum += values[at + t * layout.stored()];
      }
      levels[b * layout.series() + s] =
          switch (layout.level()) {
            case NONE -> 0;
            case LAST -> values[at + last * layout.stored()];
            case MEAN, SEASON -> (float) (sum / layout.context());
          };
    }
  }

  private void row(float[] values, int from, int t, int to, int b) {
    boolean known = t < layout.context();
    int series = layout.series();
    int step = from + t * layout.stored();
    int past = series + layout.pastFeatures();
    if (known) {
      lessLevel(values, step, b, to);
      System.arraycopy(values, step + series, inputs, to + series, layout.pastFeatures());
    }
    System.arraycopy(values, step + past, inputs, to + past, layout.knownFeatures());
    inputs[to + layout.stored()] = known ? 0 : 1;
    if (layout.season() > 0) {
      int before = known ? t - layout.season() : seasonBefore(t);
      if (before >= 0) {
        lessLevel(values, from + before * layout.stored(), b, to + layout.stored() + 1);
      }
    }
  }

  /** The last known time step that is whole seasons before one that is forecast. */
  private int seasonBefore(int t) {
    return layout.context() - 1 - SeasonalNaive.back(t - layout.context() + 1, layout.season());
  }

  private void lessLevel(float[] values, int step, int b, int to) {
    for (int s = 0; s < layout.series(); s++) {
      inputs[to + s] = values[step + s] - levels[b * layout.series() + s];
    }
  }

  private void tokens(int[] stepTokens, int from, int t, int to) {
    int size = layout.tokens();
    int shown = Math.min(t, layout.context() - 1);
    System.arraycopy(stepTokens, from + shown * size, tokens, to, layout.pastTokens());
    System.arraycopy(
        stepTokens,
        from + t * size + layout.pastTokens(),
        tokens,
        to + layout.pastTokens(),
        layout.knownTokens());
  }

  private void target(float[] values, int from, int t, int b) {
    int to = ((t - layout.context()) * windows + b) * layout.series();
    int step = from + t * layout.stored();
    boolean seasonal = layout.level() == WindowLayout.Level.SEASON;
    int before = seasonal ? from + seasonBefore(t) * layout.stored() : 0;
    for (int s = 0; s < layout.series(); s++) {
      bases[to + s] = seasonal ? values[before + s] : levels[b * layout.series() + s];
      targets[to + s] = values[step + s] - bases[to + s];
    }
  }

  /** What was subtracted from the targets, to be added to what is forecast: (H, B, S). */
  public float[] bases() {
    return bases;
  }

  /**
   * The batch: outputs at the H forecast rows, targets (H, B, S) less their {@link #bases}.
   *
   * @throws IllegalStateException if windows are missing
   */
  public Batch batch() {
    if (added != windows) {
      throw new IllegalStateException("windows: got " + added + ", expected " + windows);
    }
    int[] active = new int[layout.steps()];
    Arrays.fill(active, windows);
    int[] outputs = new int[layout.horizon() * windows];
    Arrays.setAll(outputs, i -> layout.context() * windows + i);
    return new Batch(
        active,
        tokens,
        layout.tokens(),
        inputs,
        layout.inputs(),
        outputs,
        null,
        targets,
        null,
        null,
        false);
  }
}
