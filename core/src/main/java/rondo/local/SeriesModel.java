package rondo.local;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import rondo.anomaly.AnomalyRange;
import rondo.anomaly.ThresholdSpec;
import rondo.data.Batch;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.kernel.KernelProvider;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Pass;
import rondo.parallel.Parallel;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.table.TimeKind;
import rondo.task.ForecastSpec;
import rondo.task.ForecastWindows;
import rondo.task.Forecasting;

/**
 * A trained forecast at work on this machine: it tests itself back on what is known, forecasts what
 * nobody knows yet, and finds anomalies. Series are read one after the other, none is held whole,
 * and who asks sets the pace: at most {@value #WINDOWS} windows are computed at a time, of at most
 * {@value #STEPS} time steps in all.
 *
 * <p>Thread use: one thread at a time; the work of a batch is spread over {@link Parallel}.
 */
public final class SeriesModel {
  private static final int WINDOWS = 64; // that are computed at a time
  private static final int STEPS = 1 << 16; // of all of these, unless one has more

  private final SavedModel model;
  private final TableSchema schema;
  private final ForecastWindows windows;
  private final ForecastSpec spec;
  private final Network network;
  private final Parallel parallel;

  /** Takes forecasts. */
  public interface Forecasts {
    /** The next one, in order of time within a series. */
    void forecast(SeriesForecast forecast) throws IOException;

    /** A series has so many time steps, fewer than a window needs. */
    void tooShort(String[] key, long steps) throws IOException;
  }

  /** Takes anomalies. */
  public interface Anomalies {
    /**
     * The next one of a series.
     *
     * @param key of the series
     * @param column the series' name
     * @param range places of time steps in the series, from 0
     */
    void anomaly(String[] key, String column, AnomalyRange range) throws IOException;

    /** A series has so many time steps, fewer than a window needs. */
    void tooShort(String[] key, long steps) throws IOException;
  }

  /**
   * @param schema of the tables that will be read
   * @param parallel does not get closed
   * @throws RondoException as {@link #spec(SavedModel)}; BAD_DATA if the tables lack a column
   */
  public SeriesModel(SavedModel model, TableSchema schema, Parallel parallel) {
    this(model, schema, parallel, WINDOWS);
  }

  /** The same, with so many windows of a series that are computed at a time. */
  SeriesModel(SavedModel model, TableSchema schema, Parallel parallel, int most) {
    this.spec = spec(model);
    this.model = model;
    this.schema = schema;
    this.windows = new ForecastWindows(model.encoders(), schema, Math.min(most, together(spec)));
    this.network = new Network(model.spec(), KernelProvider.choice().kernels(), parallel);
    this.parallel = parallel;
  }

  /**
   * The series of a model and their windows.
   *
   * @throws RondoException USAGE if the model forecasts nothing; CORRUPT if what is saved with it
   *     does not fit it
   */
  public static ForecastSpec spec(SavedModel model) {
    if (!List.of("forecasting", "anomaly").contains(model.task())) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model was trained for the task "
              + model.task()
              + ", expected forecasting or anomaly; give a model of series");
    }
    ForecastSpec spec = Forecasting.spec(model.encoders());
    if (spec.outputs() != model.spec().outputs()) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The series of the model have "
              + spec.outputs()
              + " outputs, but the model "
              + model.spec().outputs()
              + "; take the whole model directory of its run");
    }
    Forecasting.requireInputs(model.encoders(), model.spec().input());
    return spec;
  }

  /**
   * Requires that anomalies can be found.
   *
   * @throws RondoException USAGE if the model forecasts quantiles
   */
  public static void requireMean(ForecastSpec spec) {
    if (!spec.quantiles().isEmpty()) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model forecasts the quantiles "
              + spec.quantiles()
              + ", expected one of the mean; train the task anomaly");
    }
  }

  private static int together(ForecastSpec spec) {
    return Math.max(1, Math.min(WINDOWS, STEPS / spec.windows().steps()));
  }

  /** The series and their windows. */
  public ForecastSpec spec() {
    return spec;
  }

  /** Forecasts, from every window of every series, what is known already. */
  public void backTest(TableReader reader, Forecasts to) throws IOException {
    Run<Forecasts> run = backTest(reader);
    while (run.next(to)) {
      // all of them
    }
  }

  /** The same, some windows at a time. */
  public Run<Forecasts> backTest(TableReader reader) {
    return new BackTest(reader);
  }

  /**
   * Forecasts what comes after the last known time step of every series. Of sequences that follow
   * each other with one key, as a series is in pieces where gaps cut it, the last one counts.
   */
  public void forecast(TableReader reader, Forecasts to) throws IOException {
    Run<Forecasts> run = forecast(reader);
    while (run.next(to)) {
      // all of them
    }
  }

  /** The same, one series at a time. */
  public Run<Forecasts> forecast(TableReader reader) {
    return schema.time() == TimeKind.PLACE ? each(reader) : new LastPieces(reader, each(reader));
  }

  private Run<Forecasts> each(TableReader reader) {
    return to -> {
      if (!reader.nextSequence()) {
        return false;
      }
      windows.next(reader, sink(reader.key().clone(), first -> true, to));
      return true;
    };
  }

  /**
   * Finds anomalies in every series: in the errors of forecasts one time step ahead, of each column
   * by itself. The first time steps of a series, which only the first window sees, are never one;
   * nor are the last ones that have no window of their own, with a horizon above 1.
   *
   * @throws RondoException USAGE if the model forecasts quantiles
   */
  public void detect(TableReader reader, ThresholdSpec thresholds, Anomalies to)
      throws IOException {
    Run<Anomalies> run = detect(reader, thresholds);
    while (run.next(to)) {
      // all of them
    }
  }

  /**
   * The same, some windows at a time.
   *
   * @throws RondoException USAGE if the model forecasts quantiles
   */
  public Run<Anomalies> detect(TableReader reader, ThresholdSpec thresholds) {
    requireMean(spec);
    return new SeriesDetection(this, reader, thresholds);
  }

  /**
   * A run over one shard, which goes on when it is asked to.
   *
   * @param <T> what takes what is told
   */
  @FunctionalInterface
  public interface Run<T> {
    /** Goes on for a little and tells what came of it, if anything; false if it had ended. */
    boolean next(T to) throws IOException;
  }

  private final class BackTest implements Run<Forecasts> {
    private final TableReader reader;
    private String[] key; // of the series at hand; null: none

    BackTest(TableReader reader) {
      this.reader = reader;
    }

    @Override
    public boolean next(Forecasts to) throws IOException {
      while (key == null || !known(reader, key, to)) {
        if (!reader.nextSequence()) {
          key = null;
          return false;
        }
        key = reader.key().clone();
        windows.begin();
      }
      return true;
    }
  }

  /** Begins with the series that a reader is at. */
  void begin() {
    windows.begin();
  }

  /** Forecasts from the next windows of the series at hand; false if there are none. */
  boolean known(TableReader reader, String[] key, Forecasts to) throws IOException {
    return known(reader, key, first -> true, to);
  }

  /**
   * The same, only from windows that are wanted.
   *
   * @param wanted is asked once for each window, in order, with the place of the first time step
   *     that it forecasts
   */
  boolean known(TableReader reader, String[] key, LongPredicate wanted, Forecasts to)
      throws IOException {
    return windows.known(reader, sink(key, wanted, to));
  }

  private ForecastWindows.Sink sink(String[] key, LongPredicate wanted, Forecasts to) {
    return new ForecastWindows.Sink() {
      @Override
      public void windows(Batch batch, float[] bases, long first, long[] times, boolean known)
          throws IOException {
        boolean[] chosen = new boolean[batch.batchSize()];
        boolean any = false;
        for (int b = 0; b < chosen.length; b++) {
          chosen[b] = wanted.test(first + b);
          any |= chosen[b];
        }
        if (!any) {
          return;
        }
        Matrix outputs =
            parallel.call(
                () -> {
                  network.prepare(model.parameters());
                  return network.forward(batch, Pass.EVALUATION);
                });
        for (int b = 0; b < batch.batchSize(); b++) {
          if (!chosen[b]) {
            continue;
          }
          double[][][] told = told(batch, b, outputs, bases, known);
          int end = Math.min(times.length, b + 1 + spec.windows().horizon());
          to.forecast(
              new SeriesForecast(
                  key,
                  first + b,
                  times[b],
                  Arrays.copyOfRange(times, b + 1, end),
                  told[0],
                  told[1]));
        }
      }

      @Override
      public void tooShort(long steps) throws IOException {
        to.tooShort(key, steps);
      }
    };
  }

  /** What is forecast, and what there was: null if it is not known. */
  private double[][][] told(Batch batch, int b, Matrix outputs, float[] bases, boolean known) {
    int horizon = spec.windows().horizon();
    int series = spec.series().size();
    int each = Math.max(1, spec.quantiles().size());
    double[][] values = new double[horizon][series * each];
    double[][] actual = known ? new double[horizon][series] : null;
    for (int ahead = 0; ahead < horizon; ahead++) {
      int output = ahead * batch.batchSize() + b;
      for (int s = 0; s < series; s++) {
        ForecastSpec.Series one = spec.series().get(s);
        double base = bases[output * series + s];
        for (int i = s * each; i < (s + 1) * each; i++) {
          values[ahead][i] = one.original(base + outputs.data()[outputs.at(output) + i]);
        }
        if (known) {
          actual[ahead][s] = one.original(base + batch.targetValues[output * series + s]);
        }
      }
    }
    return new double[][][] {values, actual};
  }
}
