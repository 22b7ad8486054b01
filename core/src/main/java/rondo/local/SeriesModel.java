package rondo.local;

import java.io.IOException;
import java.util.List;
import rondo.anomaly.AnomalyRange;
import rondo.anomaly.ErrorDetector;
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
import rondo.task.ForecastSpec;
import rondo.task.ForecastWindows;

/**
 * A trained forecast at work on this machine: it tests itself back on what is known, forecasts what
 * nobody knows yet, and finds anomalies. Series are read one after the other, none is held whole.
 *
 * <p>Thread use: one thread at a time; the work of a batch is spread over {@link Parallel}.
 */
public final class SeriesModel {
  private static final int WINDOWS = 64; // that are computed at a time

  private final SavedModel model;
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
    void anomaly(String[] key, String column, AnomalyRange range);

    /** A series has so many time steps, fewer than a window needs. */
    void tooShort(String[] key, long steps) throws IOException;
  }

  /**
   * @param schema of the tables that will be read
   * @param parallel does not get closed
   * @throws RondoException USAGE if the model forecasts nothing; CORRUPT if what is saved with it
   *     does not fit it; BAD_DATA if the tables lack a column
   */
  public SeriesModel(SavedModel model, TableSchema schema, Parallel parallel) {
    if (!List.of("forecasting", "anomaly").contains(model.task())) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model was trained for the task "
              + model.task()
              + ", expected forecasting or anomaly; give a model of series");
    }
    this.model = model;
    this.windows = new ForecastWindows(model.encoders(), schema, WINDOWS);
    this.spec = windows.spec();
    if (spec.outputs() != model.spec().outputs()) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The series of the model have "
              + spec.outputs()
              + " outputs, but the model "
              + model.spec().outputs()
              + "; take the whole model directory of its run");
    }
    this.network = new Network(model.spec(), KernelProvider.choice().kernels(), parallel);
    this.parallel = parallel;
  }

  /** The series and their windows. */
  public ForecastSpec spec() {
    return spec;
  }

  /** Forecasts, from every window of every series, what is known already. */
  public void backTest(TableReader reader, Forecasts to) throws IOException {
    while (reader.nextSequence()) {
      windows.known(reader, sink(reader.key().clone(), to));
    }
  }

  /** Forecasts what comes after the last known time step of every series. */
  public void forecast(TableReader reader, Forecasts to) throws IOException {
    while (reader.nextSequence()) {
      windows.next(reader, sink(reader.key().clone(), to));
    }
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
    if (!spec.quantiles().isEmpty()) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model forecasts the quantiles "
              + spec.quantiles()
              + ", expected one of the mean; train the task anomaly");
    }
    while (reader.nextSequence()) {
      detectSeries(reader, reader.key().clone(), thresholds, to);
    }
  }

  private void detectSeries(
      TableReader reader, String[] key, ThresholdSpec thresholds, Anomalies to) throws IOException {
    int seen = spec.windows().context(); // before the first error
    ErrorDetector[] detectors = new ErrorDetector[spec.series().size()];
    for (int s = 0; s < detectors.length; s++) {
      String column = spec.series().get(s).name();
      detectors[s] =
          new ErrorDetector(
              thresholds,
              range ->
                  to.anomaly(
                      key,
                      column,
                      new AnomalyRange(range.first() + seen, range.last() + seen, range.score())));
    }
    Forecasts errors =
        new Forecasts() {
          @Override
          public void forecast(SeriesForecast forecast) {
            for (int s = 0; s < detectors.length; s++) {
              detectors[s].add(forecast.actual()[0][s] - forecast.values()[0][s]);
            }
          }

          @Override
          public void tooShort(String[] series, long steps) throws IOException {
            to.tooShort(series, steps);
          }
        };
    windows.known(reader, sink(key, errors));
    for (ErrorDetector detector : detectors) {
      detector.end();
    }
  }

  private ForecastWindows.Sink sink(String[] key, Forecasts to) {
    return new ForecastWindows.Sink() {
      @Override
      public void windows(Batch batch, float[] levels, long first, boolean known)
          throws IOException {
        Matrix outputs =
            parallel.call(
                () -> {
                  network.prepare(model.parameters());
                  return network.forward(batch, Pass.EVALUATION);
                });
        for (int b = 0; b < batch.batchSize(); b++) {
          to.forecast(told(key, batch, b, outputs, levels, first, known));
        }
      }

      @Override
      public void tooShort(long steps) throws IOException {
        to.tooShort(key, steps);
      }
    };
  }

  private SeriesForecast told(
      String[] key, Batch batch, int b, Matrix outputs, float[] levels, long first, boolean known) {
    int horizon = spec.windows().horizon();
    int series = spec.series().size();
    int each = Math.max(1, spec.quantiles().size());
    double[][] values = new double[horizon][series * each];
    double[][] actual = known ? new double[horizon][series] : null;
    for (int ahead = 0; ahead < horizon; ahead++) {
      int output = ahead * batch.batchSize() + b;
      for (int s = 0; s < series; s++) {
        ForecastSpec.Series one = spec.series().get(s);
        double level = levels[b * series + s];
        for (int i = s * each; i < (s + 1) * each; i++) {
          values[ahead][i] = one.original(level + outputs.data()[outputs.at(output) + i]);
        }
        if (known) {
          actual[ahead][s] = one.original(level + batch.targetValues[output * series + s]);
        }
      }
    }
    return new SeriesForecast(key, first + b, values, actual);
  }
}
