package rondo.task;

import java.util.List;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** The tasks by name. A new one is a class and a line here. */
public final class Tasks {
  private static final List<Task> ALL =
      List.of(
          new LanguageModel(),
          new AddingProblem(),
          new ReberGrammar(),
          new Classification(),
          new Regression(),
          new Tagging(),
          new Music(),
          new EventDetection(),
          new Forecasting(),
          new AnomalyDetection());

  private Tasks() {}

  /**
   * The task of a name.
   *
   * @throws RondoException CONFIG if there is none
   */
  public static Task of(String name) {
    return ALL.stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RondoException(
                    ExitCode.CONFIG,
                    "task: got " + name + ", expected one of " + String.join(", ", names())));
  }

  /** All names. */
  public static List<String> names() {
    return ALL.stream().map(Task::name).toList();
  }
}
