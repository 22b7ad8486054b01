package rondo.spark.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rondo.spark.TrainOutcome;

/** What {@code train} prints at its end. */
final class TrainText {
  private TrainText() {}

  /** One object; with variants it has one for each of them under {@code variants}. */
  static Map<String, Object> json(String output, Map<String, TrainOutcome> outcomes) {
    if (outcomes.containsKey("")) {
      return outcomes.get("").toJson();
    }
    Map<String, Object> variants = new LinkedHashMap<>();
    outcomes.forEach((name, outcome) -> variants.put(name, outcome.toJson()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("output", output);
    json.put("variants", variants);
    return json;
  }

  /** A few lines for people. */
  static List<String> lines(String output, Map<String, TrainOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    outcomes.forEach(
        (name, outcome) -> lines.add((name.isEmpty() ? "" : name + ": ") + line(outcome)));
    outcomes.values().forEach(outcome -> lines.add("model: " + outcome.modelPath()));
    lines.add("report: " + output + "/report.html");
    return lines;
  }

  private static String line(TrainOutcome outcome) {
    String trained =
        String.format(
            Locale.ROOT,
            "%,d parameters, %.3g epochs in %.0f s (%,.0f time steps/s)",
            outcome.result().parameters().length,
            outcome.epochs(),
            outcome.result().seconds(),
            outcome.result().timeSteps() / outcome.result().seconds());
    return outcome.test().weight() == 0
        ? trained
        : "test loss "
            + LossText.of(outcome.model(), outcome.test(), outcome.metric())
            + baselines(outcome.baselines())
            + "; "
            + trained;
  }

  /** What is to be beaten. */
  private static String baselines(Map<String, Double> baselines) {
    return baselines.isEmpty()
        ? ""
        : baselines.entrySet().stream()
            .map(one -> String.format(Locale.ROOT, "%s %.4g", one.getKey(), one.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
