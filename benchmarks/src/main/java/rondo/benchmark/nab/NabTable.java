package rondo.benchmark.nab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.anomaly.NabScore;
import rondo.anomaly.NabScore.Profile;
import rondo.anomaly.NabScore.Result;
import rondo.anomaly.NabScore.Series;

/** What detectors found, as Markdown. */
final class NabTable {
  private NabTable() {}

  /** Each series by itself, with the threshold that is best for all of them together. */
  static String files(List<NabFile> files, List<Series> scored) {
    double threshold = NabScore.best(scored, Profile.STANDARD).threshold();
    StringBuilder text =
        new StringBuilder("| series | values | windows | found | false alarms | sum |\n");
    text.append("|---|--:|--:|--:|--:|--:|\n");
    for (int i = 0; i < files.size(); i++) {
      NabFile file = files.get(i);
      Result one = NabScore.at(threshold, List.of(scored.get(i)), Profile.STANDARD);
      text.append(
          format(
              "| `%s` | %,d | %d | %d | %d | %.2f |%n",
              file.name(),
              file.values().length,
              one.windows(),
              one.found(),
              one.falseAlarms(),
              one.sum()));
    }
    return text.toString();
  }

  /** A line of a detector: its score in each profile, and what it found with the standard one. */
  static String total(String detector, List<Series> scored) {
    List<String> scores = new ArrayList<>();
    for (Profile profile :
        List.of(Profile.STANDARD, Profile.FEW_FALSE_POSITIVES, Profile.FEW_FALSE_NEGATIVES)) {
      scores.add(format("%.1f", NabScore.best(scored, profile).score()));
    }
    Result best = NabScore.best(scored, Profile.STANDARD);
    return format(
        "| %s | %s | %d of %d | %,d | %.4g |%n",
        detector,
        String.join(" | ", scores),
        best.found(),
        best.windows(),
        best.falseAlarms(),
        best.threshold());
  }

  /** The head of the lines. */
  static String totals() {
    return "| detector | standard | few false positives | few false negatives | found"
        + " | false alarms | threshold |\n|---|--:|--:|--:|--:|--:|--:|\n";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
