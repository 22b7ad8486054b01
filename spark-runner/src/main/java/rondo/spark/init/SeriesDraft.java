package rondo.spark.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.spark.init.JobText.Raw;

/** Drafts forecasting and anomaly: the next values of series. */
final class SeriesDraft {
  private static final int FEW_WINDOWS = 1000; // fewer cannot tell how a whole season goes
  private static final int LOOKED_AT = 5_000; // time steps, for the season
  private static final int MOST_SERIES = 8; // columns, likewise
  private static final int LONGEST_HORIZON = 48; // that is chosen by the season
  private static final int USUAL_WINDOW = 96;
  private static final int ANOMALY_WINDOW = 100;
  private static final long MOST_WINDOWS = 20_000;
  private static final double USUAL_PART = 0.1;
  private static final double LARGEST_PART = 0.2;

  private final InitRequest request;
  private final TableProfile table;
  private final SequenceLook look;
  private final boolean anomaly;
  private final RoleFinder.Roles roles;
  private final List<String> target;
  private final InputPlan inputs;
  private final long rows; // of the series of median length
  private Seasons.Season season;
  private int horizon;
  private int window;
  private double validation;
  private double test;
  private JobText job;

  SeriesDraft(InitRequest request, TableProfile table, SequenceLook look) {
    this.request = request;
    this.table = table;
    this.look = look;
    this.anomaly = request.task().equals("anomaly");
    if (table.columns().stream().noneMatch(ColumnProfile::isNumber)) {
      throw InitErrors.badData(
          "The table at "
              + table.source().path()
              + " has no column of numbers, expected one at least; the columns are "
              + table.names());
    }
    this.roles = new RoleFinder(request, table, look, request.target()).find();
    this.target = new TargetFinder(request, table).ofSeries(roles);
    this.rows = roles.lengths().median();
    List<String> taken = new ArrayList<>(target);
    taken.addAll(roles.key());
    taken.add(roles.time());
    this.inputs = new InputPlan(table, taken);
  }

  /**
   * The job.
   *
   * @throws rondo.error.RondoException BAD_DATA if the series are too short
   */
  InitResult draft() {
    inputs.ofSteps();
    season =
        Seasons.of(
            look.series(
                target.subList(0, Math.min(MOST_SERIES, target.size())),
                roles.key(),
                roles.time(),
                LOOKED_AT));
    chooseHorizon();
    chooseParts();
    chooseWindow();
    requireRows();
    List<String> from = look.times(roles.time(), 1 - validation - test, 1 - test);
    write(SplitPlan.byTime(from, validation, test));
    return new InitResult(
        job.text(),
        table.format(),
        table.rows(),
        target,
        List.copyOf(inputs.names()),
        inputs.leftOut(),
        roles.key(),
        roles.time(),
        List.of());
  }

  private void chooseHorizon() {
    if (request.horizon() > 0) {
      horizon = request.horizon();
    } else if (anomaly) {
      horizon = 1;
    } else if (season.steps() > 0) {
      horizon = season.steps() <= LONGEST_HORIZON ? season.steps() : LONGEST_HORIZON / 4;
    } else {
      horizon = (int) Math.max(1, Math.min(LONGEST_HORIZON / 2, rows / 50));
    }
  }

  /** Each part should have two forecasts that have nothing in common. */
  private void chooseParts() {
    double part = Math.min(LARGEST_PART, Math.max(USUAL_PART, 2.0 * horizon / rows));
    validation = request.validation() == null ? part : request.validation();
    test = request.test() == null ? part : request.test();
  }

  private void chooseWindow() {
    long most = Math.max(1, Math.round(0.4 * learned()) - horizon);
    if (request.window() > 0) {
      window = request.window();
    } else if (anomaly) {
      window = (int) Math.min(ANOMALY_WINDOW, most);
    } else if (season.steps() > 0) {
      long seasons = Math.min(Math.max(USUAL_WINDOW, season.steps()), most) / season.steps();
      window = (int) (season.steps() * Math.max(1, seasons));
    } else {
      window = (int) Math.min(Math.max(16, Math.min(USUAL_WINDOW, 4 * horizon)), most);
    }
    if (season.steps() > window || anomaly) {
      season = Seasons.Season.NONE;
    }
  }

  /** Rows of the training part of a series. */
  private long learned() {
    return Math.round(rows * (1 - validation - test));
  }

  private void requireRows() {
    boolean few =
        (test > 0 && rows * test < horizon) || (validation > 0 && rows * validation < horizon);
    if (few || learned() < window + horizon) {
      throw InitErrors.badData(
          String.format(
              Locale.ROOT,
              "The series at %s have about %,d rows, expected parts of at least %d rows to learn"
                  + " from and %d to pick and to test the model; give longer ones, or smaller"
                  + " --window and --horizon",
              table.source().path(),
              rows,
              window + horizon,
              horizon));
    }
  }

  private void write(SplitPlan.Lines split) {
    Map<String, String> uses = new LinkedHashMap<>();
    inputs.leftOut().forEach((name, reason) -> uses.put(name, "left out: " + reason));
    roles.key().forEach(name -> uses.put(name, "names the series"));
    uses.put(roles.time(), "time");
    target.forEach(name -> uses.put(name, anomaly ? "target: watched" : "target: forecast"));
    TableDraft draft = new TableDraft(request, table);
    job = draft.job();
    draft.head(uses, List.of());
    draft.source(new Query(table).sql(), "What the columns of the job are made of.");
    draft.roles(roles);
    if (roles.unique()) {
      List<String> used = new ArrayList<>(target);
      used.addAll(roles.key());
      draft.badRecords(inputs.missing(used) + look.timeless(roles.time()));
    }
    split.write(job);
    job.blank();
    job.put("target", target, target.size() == 1 ? "the series" : "series of one time each");
    if (!inputs.items().isEmpty()) {
      job.list("inputs", inputs.items(), "what else was known up to now");
    }
    long windows = roles.lengths().sequences() * Math.max(1, learned() - window - horizon + 1);
    int stride = (int) Math.max(1, (windows + MOST_WINDOWS - 1) / MOST_WINDOWS);
    windowKeys(stride, windows);
    job.close().blank();
    Sizes sizes = Sizes.ofWindows(Math.max(1, windows / stride), window + horizon);
    job.open("model", null)
        .put("cell", "lstm", "remembers longer than rnn; gru is a little faster")
        .put(
            "hidden",
            List.of(sizes.hidden()),
            String.format(
                Locale.ROOT, "units: there are about %,d windows to learn from", windows / stride))
        .put(
            "dropout",
            new Raw(sizes.hidden() > 64 ? "0.3" : "0.1"),
            sizes.hidden() > 64 ? "series are easily learned by heart" : "the network is small")
        .close()
        .blank();
    sizes.writeTraining(job, "windows", sizes.hidden() > 32 ? "1e-3" : "5e-3");
  }

  private void windowKeys(int stride, long windows) {
    boolean seasonal = season.steps() > 0;
    job.put(
        "window",
        window,
        seasonal
            ? "time steps that are seen: " + window / season.steps() + " seasons"
            : "time steps that are seen");
    if (stride > 1) {
      job.put("stride", stride, "training takes a window every so many time steps");
    }
    job.put(
        "horizon",
        horizon,
        anomaly ? "one step ahead is what errors are told of" : "time steps that are forecast");
    if (seasonal) {
      job.put(
          "season",
          season.steps(),
          String.format(
              Locale.ROOT,
              "values resemble those %d time steps before (autocorrelation %.2f)",
              season.steps(),
              season.correlation()));
    }
    if (anomaly) {
      job.put("normalize", "none", "the level of a series may be what is wrong with it");
    } else if (seasonal && windows < FEW_WINDOWS) {
      job.put("normalize", "season", "too few windows to learn the whole season from");
    } else {
      job.put(
          "normalize",
          "last",
          "the level of a window does not matter, only what happens from there");
    }
  }
}
