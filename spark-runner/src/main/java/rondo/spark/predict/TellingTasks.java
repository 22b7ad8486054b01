package rondo.spark.predict;

import java.util.List;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Which command tells what a model of a task has to tell. */
final class TellingTasks {
  /** Tasks of {@code predict}. */
  static final List<String> PREDICTED = List.of("classification", "regression", "tagging");

  /** Tasks of {@code forecast}. */
  static final List<String> FORECAST = List.of("forecasting", "anomaly");

  /** Of the tasks of {@code detect} the one whose anomalies are events. */
  static final String EVENTS = "events";

  /** Tasks of {@code detect}. */
  static final List<String> DETECTED = List.of("forecasting", "anomaly", EVENTS);

  private TellingTasks() {}

  /**
   * Requires a model that a command can use.
   *
   * @param command its name
   * @param tasks that it takes models of
   * @param task of the model
   * @throws RondoException USAGE if it is another one
   */
  static void require(String command, List<String> tasks, String task) {
    if (!tasks.contains(task)) {
      throw new RondoException(
          ExitCode.USAGE,
          "rondo "
              + command
              + ": got a model of the task "
              + task
              + ", expected one of "
              + String.join(", ", tasks)
              + "; use rondo "
              + commandOf(task));
    }
  }

  private static String commandOf(String task) {
    if (PREDICTED.contains(task)) {
      return "predict";
    }
    return switch (task) {
      case "forecasting" -> "forecast";
      case "anomaly", EVENTS -> "detect";
      case "language-model" -> "generate";
      default -> "evaluate";
    };
  }
}
