package rondo.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import rondo.data.Split;
import rondo.encode.Labels;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** What to tell about a table before training, and losses of who knows frequencies alone. */
final class TableFacts {
  private TableFacts() {}

  /** The sizes of the parts, and what was left out. */
  static Map<String, String> of(TableSurvey survey) {
    Map<String, String> facts = new LinkedHashMap<>();
    survey
        .parts()
        .forEach(
            (split, part) -> {
              if (part.sequences > 0) {
                facts.put(split.name().toLowerCase(Locale.ROOT), part.summary());
              }
            });
    if (survey.bad().count() > 0) {
      facts.put("left out", survey.bad().summary());
    }
    return facts;
  }

  /** "6, most often ENTY (22.9 %)". */
  static String classes(Labels labels) {
    int most = 0;
    long all = 0;
    for (int i = 0; i < labels.size(); i++) {
      most = labels.count(i) > labels.count(most) ? i : most;
      all += labels.count(i);
    }
    return String.format(
        Locale.ROOT,
        "%,d, most often %s (%.1f %%)",
        labels.size(),
        labels.label(most),
        100.0 * labels.count(most) / all);
  }

  /** The texts of classes, in their order. */
  static List<String> texts(Labels labels) {
    return IntStream.range(0, labels.size()).mapToObj(labels::label).toList();
  }

  /**
   * Refuses classes of which there is one alone.
   *
   * @param column that holds them
   * @throws RondoException BAD_DATA
   */
  static void requireSeveral(Labels labels, String column) {
    if (labels.size() < 2) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.target: all values of column "
              + column
              + " in the training part are \""
              + labels.label(0)
              + "\", expected two classes at least");
    }
  }

  /**
   * The part that a model is picked by, or the learned part if there is none, or else what there
   * is.
   */
  static PartScan held(TableSurvey survey) {
    for (Split split : List.of(Split.VALIDATION, Split.TRAIN)) {
      if (survey.parts().get(split).sequences > 0) {
        return survey.parts().get(split);
      }
    }
    return survey.parts().get(Split.TEST);
  }

  /** How often each class occurs in the learned part. */
  static long[] counts(Labels labels) {
    return IntStream.range(0, labels.size()).mapToLong(labels::count).toArray();
  }

  /**
   * What it costs to hold all classes for alike, in nats times the weights of the classes that
   * there are: with balanced weights nobody does better who knows frequencies alone.
   *
   * @param weights of the classes
   */
  static double weightedNats(Labels labels, Map<String, Long> found, List<Double> weights) {
    double nats = 0;
    for (Map.Entry<String, Long> entry : found.entrySet()) {
      double weight = weights.get(labels.index(entry.getKey()));
      nats += entry.getValue() * weight * Math.log(labels.size());
    }
    return nats;
  }

  /** Sum of -ln of the frequency that each class has in the learned part, in nats. */
  static double nats(Labels labels, Map<String, Long> found) {
    double all = 0;
    for (int i = 0; i < labels.size(); i++) {
      all += labels.count(i);
    }
    double nats = 0;
    for (Map.Entry<String, Long> entry : found.entrySet()) {
      nats -= entry.getValue() * Math.log(labels.count(labels.index(entry.getKey())) / all);
    }
    return nats;
  }
}
