package rondo.task;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import rondo.data.Split;
import rondo.data.WindowLayout;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.FeatureSpec;
import rondo.forecast.Windows;

/** What a job file must say for series to be forecast, and what the data must have. */
final class ForecastChecks {
  private ForecastChecks() {}

  /**
   * The table of a job.
   *
   * @param name of the task
   * @throws RondoException CONFIG if a series cannot be forecast with what is said there
   */
  static TableSpec checked(String name, DataSpec data) {
    TableSpec table = data.table();
    if (table == null) {
      throw new RondoException(
          ExitCode.CONFIG, "data.path: got no table, expected one for the task " + name);
    }
    List<String> target = table.target();
    if (target.isEmpty() || new HashSet<>(target).size() < target.size()) {
      throw refuse("target", target, "the columns that " + name + " is to forecast, each once");
    }
    WindowSpec window = table.window();
    if (window.length() < 1) {
      throw refuse("window", window.length(), "how many time steps a forecast sees, at least 1");
    }
    if (window.horizon() < 1) {
      throw refuse("horizon", window.horizon(), "how many time steps to forecast, at least 1");
    }
    if (window.normalize() == WindowLayout.Level.SEASON && table.season() == 0) {
      throw refuse(
          "normalize", "season with data.season = 0", "last, mean or none, or set data.season");
    }
    if (table.season() > window.length()) {
      throw refuse(
          "season",
          table.season(),
          "at most the " + window.length() + " time steps of data.window, which must show it");
    }
    if (table.balanced()) {
      throw refuse("balanced", true, "false: " + name + " has no classes");
    }
    double last = 0;
    for (double quantile : table.quantiles()) {
      if (!(quantile > last)) {
        throw refuse("quantiles", table.quantiles(), "ascending ones, as in [0.1, 0.5, 0.9]");
      }
      last = quantile;
    }
    requireInputs(table);
    return table;
  }

  private static void requireInputs(TableSpec table) {
    for (FeatureSpec input : table.inputs()) {
      if (input.isTokenized()) {
        throw refuse(
            "inputs",
            input.column() + " as " + input.kind().name().toLowerCase(Locale.ROOT),
            "values of time steps: numbers, categories or sets");
      }
      boolean target = table.target().contains(input.column());
      boolean number =
          input.kind() == FeatureSpec.Kind.AUTO || input.kind() == FeatureSpec.Kind.NUMBER;
      if (target && (!number || input.perSequence())) {
        throw refuse(
            "inputs",
            input.column() + ", which is a target, as something else",
            "a number a time step");
      }
    }
    for (String known : table.known()) {
      if (table.target().contains(known)) {
        throw refuse("known", known + ", which is a target", "inputs that are known ahead");
      }
      if (table.inputs().stream().noneMatch(input -> input.column().equals(known))) {
        throw refuse("known", known, "names that are among data.inputs");
      }
    }
  }

  /** Whether the future of an input is known: it is said to be, or it never changes. */
  static boolean isKnown(TableSpec table, FeatureSpec input) {
    return input.perSequence() || table.known().contains(input.column());
  }

  /**
   * Requires windows in a part of the data.
   *
   * @throws RondoException BAD_DATA if there are none
   */
  static void requireWindows(SeriesSurvey survey, Windows windows, Split split) {
    if (survey.windows[split.ordinal()] == 0) {
      String part = split == Split.TRAIN ? "training" : ForecastFacts.lower(split);
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.path: the "
              + part
              + " part has "
              + survey.steps[split.ordinal()]
              + " time steps and no series in it is as long as a window, expected "
              + windows.horizon()
              + " to forecast after "
              + windows.context()
              + " to see; give more data, or change data.window, data.horizon or data.split");
    }
  }

  /** Refuses truncation. */
  static void requireWhole(String name, int truncate) {
    if (truncate > 0) {
      throw new RondoException(
          ExitCode.CONFIG,
          "training.truncate: got "
              + truncate
              + ", expected 0: the windows of "
              + name
              + " are learned whole");
    }
  }

  private static RondoException refuse(String key, Object got, String expected) {
    return new RondoException(
        ExitCode.CONFIG, "data." + key + ": got " + got + ", expected " + expected);
  }
}
