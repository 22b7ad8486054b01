package rondo.task;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.FeatureSpec;
import rondo.table.ColumnRequest;

/**
 * What a task over tables asks of a job file. Every refusal is a {@link RondoException} with exit
 * code CONFIG whose message begins with the key.
 */
final class TableRules {
  private final String task;
  private final TableSpec table;

  /**
   * @param task its name
   */
  TableRules(String task, DataSpec data) {
    this.task = task;
    if (data.table() == null) {
      throw new RondoException(
          ExitCode.CONFIG,
          "task: got " + task + ", which reads a table, and data without one; expected both");
    }
    this.table = data.table();
  }

  TableSpec table() {
    return table;
  }

  /** One column at least enters the network, and none of the targets does. */
  void requireInputs() {
    if (table.inputs().isEmpty()) {
      throw refuse("data.inputs", "[]", "the columns that enter the network, as in [x, y]");
    }
    for (FeatureSpec input : table.inputs()) {
      if (table.target().contains(input.column())) {
        throw refuse(
            "data.inputs",
            input.column(),
            "no column of data.target: a network that sees the answer learns nothing");
      }
    }
  }

  /** The task knows by itself what enters the network. */
  void refuseInputs(String reason) {
    if (!table.inputs().isEmpty()) {
      List<String> names = table.inputs().stream().map(FeatureSpec::column).toList();
      throw refuse("data.inputs", names, "[]: " + reason);
    }
  }

  /**
   * @param expected what the targets are, as in "the column with the class"
   */
  void requireTargets(int least, int most, String expected) {
    int size = table.target().size();
    if (size < least || size > most || size != new LinkedHashSet<>(table.target()).size()) {
      throw refuse("data.target", table.target(), expected);
    }
  }

  /** Keys that belong to forecasting are as they are without it. */
  void refuseForecasting() {
    if (table.window().horizon() != 0) {
      throw refuse("data.horizon", table.window().horizon(), "0: " + task + " forecasts nothing");
    }
    if (!table.known().isEmpty()) {
      throw refuse("data.known", table.known(), "[]: " + task + " forecasts nothing");
    }
    if (!table.quantiles().isEmpty()) {
      throw refuse("data.quantiles", table.quantiles(), "[]: " + task + " forecasts nothing");
    }
    if (table.season() != 0) {
      throw refuse("data.season", table.season(), "0: " + task + " forecasts nothing");
    }
    if (table.window().normalize() != WindowSpec.NONE.normalize()) {
      String got = table.window().normalize().name().toLowerCase(Locale.ROOT);
      throw refuse("data.normalize", got, "last: " + task + " forecasts nothing");
    }
  }

  /** Classes have no weights. */
  void refuseBalanced() {
    if (table.balanced()) {
      throw refuse("data.balanced", true, "false: only classification weighs its classes");
    }
  }

  /** Sequences are whole. */
  void refuseWindows(String reason) {
    if (table.window().length() != 0) {
      throw refuse("data.window", table.window().length(), "0: " + reason);
    }
    refuseStride();
  }

  /** Windows, if there are any, are cut out of time steps that the table has. */
  void requireWindowsOfSteps() {
    for (FeatureSpec input : table.inputs()) {
      if (input.isTokenized() && table.window().length() != 0) {
        refuseWindows("the text of " + input.column() + " makes the time steps");
      }
    }
    refuseStride();
  }

  private void refuseStride() {
    if (table.window().length() == 0 && table.window().stride() != 1) {
      throw refuse("data.stride", table.window().stride(), "1 without data.window");
    }
  }

  /** Nothing of a text makes the time steps. */
  void requireSteps(String reason) {
    for (FeatureSpec input : table.inputs()) {
      if (input.isTokenized()) {
        throw refuse(
            "data.inputs",
            input.column() + " as " + input.kind().name().toLowerCase(Locale.ROOT),
            "columns with one value a time step: " + reason);
      }
    }
  }

  /** What the inputs need of the table, and then the targets, each column once. */
  List<ColumnRequest> columns(List<ColumnRequest> targets) {
    Set<ColumnRequest> requests = new LinkedHashSet<>();
    for (FeatureSpec input : table.inputs()) {
      for (ColumnRequest other : requests) {
        if (other.column().equals(input.column()) && !other.equals(input.request())) {
          throw refuse(
              "data.inputs",
              input.column() + " as values of several types",
              "one type a column; name a copy of it in data.query");
        }
      }
      requests.add(input.request());
    }
    requests.addAll(targets);
    return new ArrayList<>(requests);
  }

  private static RondoException refuse(String key, Object got, String expected) {
    return new RondoException(ExitCode.CONFIG, key + ": got " + got + ", expected " + expected);
  }
}
