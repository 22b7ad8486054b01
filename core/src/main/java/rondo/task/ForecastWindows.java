package rondo.task;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import rondo.data.Batch;
import rondo.data.WindowCutter;
import rondo.data.WindowLayout;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.TableReader;
import rondo.table.TableSchema;

/**
 * The windows of a table for a model that is trained: what it forecasts from.
 *
 * <p>In memory are as many time steps as one batch of windows spans, however long a series is.
 *
 * <p>Thread use: one thread.
 */
public final class ForecastWindows {
  private final ForecastSpec spec;
  private final WindowLayout layout;
  private final SeriesEncoder encoder;
  private final int most; // windows of a batch
  private final float[] values; // of the time steps that are held
  private final int[] tokens;
  private final long[] times;
  private long first; // place in its series of the first that is held
  private int held;
  private boolean ended; // nothing is left of the series at hand

  /** Takes windows. */
  public interface Sink {
    /**
     * Windows of one series that follow each other, one time step apart.
     *
     * @param batch in which window b is sequence b
     * @param bases what was subtracted from the standardized values that are forecast: (H, B, S)
     * @param first place in its series, from 0, of the first time step that window 0 forecasts
     * @param times from that of the last time step that window 0 shows, one a time step; there are
     *     fewer than the windows forecast where the table does not have all of these
     * @param known time steps that are forecast and already known: all of a window, or none
     */
    void windows(Batch batch, float[] bases, long first, long[] times, boolean known)
        throws IOException;

    /** The series at hand has too few time steps for a window. */
    void tooShort(long steps) throws IOException;
  }

  /**
   * @param encoders of the model
   * @param schema of the tables that will be read
   * @param most windows of a batch
   * @throws RondoException CORRUPT for bad encoders; BAD_DATA if a column is missing
   */
  public ForecastWindows(Map<String, String> encoders, TableSchema schema, int most) {
    this.spec = Forecasting.spec(encoders);
    SeriesInputs inputs = Forecasting.inputs(encoders);
    this.layout = inputs.layout(spec);
    this.encoder = new SeriesEncoder(schema, spec, inputs, layout);
    this.most = most;
    int steps = Math.addExact(layout.steps(), most) - 1;
    this.values = new float[Math.multiplyExact(steps, layout.stored())];
    this.tokens = new int[Math.multiplyExact(steps, layout.tokens())];
    this.times = new long[steps];
  }

  /** The series and their windows. */
  public ForecastSpec spec() {
    return spec;
  }

  /** Begins with the series at hand, for {@link #known}. */
  public void begin() {
    first = 0;
    held = 0;
    ended = false;
  }

  /**
   * The next windows of the series at hand whose forecast time steps are known: one batch of them,
   * so that who takes them sets the pace.
   *
   * @return false if nothing is left of the series
   */
  public boolean known(TableReader reader, Sink sink) throws IOException {
    if (ended) {
      return false;
    }
    while (reader.nextStep() && !encoder.isFuture(reader)) {
      encoder.step(reader);
      hold(reader.time());
      if (held == layout.steps() + most - 1) {
        cut(sink, most, held, true);
        drop(most);
        return true;
      }
    }
    ended = true;
    requireFuture(reader);
    int left = held - layout.steps() + 1;
    if (left > 0) {
      cut(sink, left, held, true);
    } else if (first == 0) { // no window at all
      sink.tooShort(held);
    }
    return true;
  }

  /**
   * The one window of the series at hand that forecasts what comes after its last known time step.
   * Where inputs are known ahead, the table must have the time steps that are forecast, with values
   * of these inputs and none of the series.
   *
   * @throws RondoException BAD_DATA if it has fewer of them
   */
  public void next(TableReader reader, Sink sink) throws IOException {
    begin();
    boolean more = reader.nextStep();
    while (more && !encoder.isFuture(reader)) {
      if (held == layout.context()) {
        drop(1);
      }
      encoder.step(reader);
      hold(reader.time());
      more = reader.nextStep();
    }
    if (held < layout.context()) {
      requireFuture(reader);
      sink.tooShort(held);
      return;
    }
    int ahead = 0;
    while (more && ahead < layout.horizon()) {
      encoder.future(reader);
      hold(reader.time());
      ahead++;
      more = reader.nextStep() && requiredFuture(reader);
    }
    requireFuture(reader);
    if (ahead < layout.horizon() && !spec.known().isEmpty()) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The series "
              + String.join(", ", reader.key())
              + " ("
              + reader.origin()
              + ") has "
              + ahead
              + " time steps after its last value, expected the "
              + layout.horizon()
              + " that are forecast, with values of "
              + String.join(", ", spec.known())
              + ", which the model must know ahead");
    }
    int timed = held;
    for (; ahead < layout.horizon(); ahead++) { // what never changes stays as it is
      Arrays.fill(encoder.values, 0, layout.series(), Float.NaN);
      hold(0); // nobody knows its time
    }
    cut(sink, 1, timed, false);
  }

  private void hold(long time) {
    times[held] = time;
    System.arraycopy(encoder.values, 0, values, held * layout.stored(), layout.stored());
    System.arraycopy(encoder.tokens, 0, tokens, held * layout.tokens(), layout.tokens());
    held++;
  }

  private void drop(int steps) {
    held -= steps;
    first += steps;
    int stored = layout.stored();
    System.arraycopy(values, steps * stored, values, 0, held * stored);
    System.arraycopy(tokens, steps * layout.tokens(), tokens, 0, held * layout.tokens());
    System.arraycopy(times, steps, times, 0, held);
  }

  /**
   * @param timed of the time steps that are held, those whose time is known
   */
  private void cut(Sink sink, int windows, int timed, boolean known) throws IOException {
    WindowCutter cutter = new WindowCutter(layout, windows);
    for (int b = 0; b < windows; b++) {
      cutter.add(values, b * layout.stored(), tokens, b * layout.tokens());
    }
    int context = layout.context();
    long[] told = Arrays.copyOfRange(times, context - 1, timed);
    sink.windows(cutter.batch(), cutter.bases(), first + context, told, known);
  }

  /** All time steps that are left must be in the future. */
  private void requireFuture(TableReader reader) throws IOException {
    while (reader.nextStep()) {
      requiredFuture(reader);
    }
  }

  private boolean requiredFuture(TableReader reader) {
    if (!encoder.isFuture(reader)) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The series "
              + String.join(", ", reader.key())
              + " ("
              + reader.origin()
              + ") lacks a value in the middle, expected values up to the time that is forecast;"
              + " fill them in, or leave such rows out, in data.query");
    }
    return true;
  }
}
