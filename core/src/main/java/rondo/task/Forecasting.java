package rondo.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rondo.data.Split;
import rondo.data.WindowLayout;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.FeatureSpec;
import rondo.feature.Features;
import rondo.forecast.Windows;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.metric.Metric;
import rondo.model.InputSpec;
import rondo.table.ColumnRequest;
import rondo.table.ValueType;

/**
 * Forecasts the next values of one or many series from a window of their past.
 *
 * <p>A window is a sequence of L + H rows, and the last H of them have the outputs: {@link
 * WindowLayout}. So what is known ahead enters at the time step that it is about, each time step of
 * the forecast has the same weights, and with a season it sees what was there one season before. An
 * output of all H time steps at the last known one has none of that.
 *
 * <p>Values are standardized by the learned part and taken less the level of their window. Losses
 * are in standard deviations of the learned part, forecasts in the series' own unit.
 *
 * <p>A window belongs to the part that its forecast time steps lie in. What it shows may reach back
 * into the part before.
 */
public final class Forecasting implements Task {
  /** Encoder file: the series; a {@link ForecastSpec}. */
  public static final String SERIES = "series.json";

  /** Encoder file: inputs of the past; not there without any. */
  public static final String PAST = "past-inputs.json";

  /** Encoder file: inputs that are known ahead; not there without any. */
  public static final String KNOWN = "known-inputs.json";

  private final String name;

  /** The task {@code forecasting}. */
  public Forecasting() {
    this("forecasting");
  }

  /** The same under another name. */
  Forecasting(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ColumnRequest> columns(DataSpec data, boolean forTraining) {
    TableSpec table = ForecastChecks.checked(name, data);
    List<ColumnRequest> columns = new ArrayList<>();
    for (FeatureSpec input : table.inputs()) {
      if (!table.target().contains(input.column())) {
        ColumnRequest request = input.request();
        // What is not known ahead has no value where a forecast is wanted.
        boolean absent = !forTraining && !table.known().contains(input.column());
        columns.add(
            new ColumnRequest(request.column(), request.type(), request.perSequence(), absent));
      }
    }
    for (String target : table.target()) {
      columns.add(new ColumnRequest(target, ValueType.NUMBER, false, !forTraining));
    }
    return columns;
  }

  @Override
  public PreparedTask prepare(TaskContext context) throws IOException {
    TableSpec table = ForecastChecks.checked(name, context.data());
    ForecastChecks.requireWhole(name, context.truncate());
    WindowSpec window = table.window();
    Windows windows = new Windows(window.length(), window.horizon(), window.stride());
    SeriesSurvey survey =
        SeriesSurvey.of(
            context.table(), table.target(), windows, table.season(), context.scanner());
    ForecastChecks.requireWindows(survey, windows, Split.TRAIN);
    ForecastSpec spec =
        new ForecastSpec(
            survey.series(),
            windows,
            window.normalize(),
            table.season(),
            table.known(),
            table.quantiles());
    SeriesInputs inputs = new SeriesInputs(fit(table, false, context), fit(table, true, context));
    return prepared(context, spec, inputs, survey);
  }

  /** Null if there are none. */
  private static Features fit(TableSpec table, boolean known, TaskContext context)
      throws IOException {
    List<FeatureSpec> specs =
        table.inputs().stream()
            .filter(input -> ForecastChecks.isKnown(table, input) == known)
            .toList();
    return specs.isEmpty() ? null : Features.fit(specs, context.table(), context.scanner());
  }

  @Override
  public PreparedTask reopen(TaskContext context, Map<String, String> encoders) throws IOException {
    ForecastSpec spec = spec(encoders);
    requireInputs(context.data().table(), encoders);
    SeriesInputs inputs = inputs(encoders);
    List<String> names = spec.series().stream().map(ForecastSpec.Series::name).toList();
    SeriesSurvey survey =
        SeriesSurvey.of(context.table(), names, spec.windows(), spec.season(), context.scanner());
    return prepared(context, spec, inputs, survey);
  }

  /**
   * The series among the encoders of a model.
   *
   * @throws RondoException CORRUPT if they are missing or not as they were written
   */
  public static ForecastSpec spec(Map<String, String> encoders) {
    return ForecastSpec.read(Encoders.require(encoders, SERIES), SERIES);
  }

  /** Requires the files of the inputs that a job file names. */
  private static void requireInputs(TableSpec table, Map<String, String> encoders) {
    for (FeatureSpec input : table.inputs()) {
      Encoders.require(encoders, ForecastChecks.isKnown(table, input) ? KNOWN : PAST);
    }
  }

  /**
   * Requires that the encoders of a model give what it reads.
   *
   * @param input of the model
   * @throws RondoException CORRUPT if a file is missing, or one of another model
   */
  public static void requireInputs(Map<String, String> encoders, InputSpec input) {
    SeriesInputs inputs = inputs(encoders);
    if (!inputs.input(inputs.layout(spec(encoders))).equals(input)) {
      String missing =
          Stream.of(PAST, KNOWN)
              .filter(name -> !encoders.containsKey(name))
              .collect(Collectors.joining(" and no "));
      throw new RondoException(
          ExitCode.CORRUPT,
          (missing.isEmpty() ? "The model has other inputs" : "The model has no " + missing)
              + ", and reads more than its series; take the whole model directory of its run");
    }
  }

  /** The inputs among the encoders of a model. */
  static SeriesInputs inputs(Map<String, String> encoders) {
    String past = encoders.get(PAST);
    String known = encoders.get(KNOWN);
    return new SeriesInputs(
        past == null ? null : Features.read(past, PAST),
        known == null ? null : Features.read(known, KNOWN));
  }

  private PreparedTask prepared(
      TaskContext context, ForecastSpec spec, SeriesInputs inputs, SeriesSurvey survey) {
    for (Split split : Split.values()) {
      if (survey.steps[split.ordinal()] > 0) {
        ForecastChecks.requireWindows(survey, spec.windows(), split);
      }
    }
    Map<String, String> encoders = new LinkedHashMap<>();
    encoders.put(SERIES, spec.toJson());
    if (inputs.past() != null) {
      encoders.put(PAST, inputs.past().toJson());
    }
    if (inputs.known() != null) {
      encoders.put(KNOWN, inputs.known().toJson());
    }
    return new PreparedTask(
        inputs.input(inputs.layout(spec)),
        spec.outputs(),
        0,
        spec.quantiles().isEmpty()
            ? LossSpec.of(LossKind.MEAN_SQUARED_ERROR)
            : LossSpec.pinball(quantiles(spec)),
        metric(spec),
        new SeriesReader(name, context.table(), spec, inputs),
        encoders,
        ForecastFacts.facts(spec, inputs, survey),
        ForecastFacts.baselines(spec, survey));
  }

  /** Errors in standard deviations, as the loss. */
  private static Metric metric(ForecastSpec spec) {
    int series = spec.series().size();
    int horizon = spec.windows().horizon();
    double[] scales =
        spec.series().stream().mapToDouble(one -> one.difference() / one.deviation()).toArray();
    return spec.quantiles().isEmpty()
        ? Metric.errors(series, horizon, scales)
        : Metric.quantiles(series, horizon, quantiles(spec), null, scales);
  }

  private static double[] quantiles(ForecastSpec spec) {
    return spec.quantiles().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
