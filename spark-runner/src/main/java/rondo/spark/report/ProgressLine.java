package rondo.spark.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lays out a progress line: pure, and never wider than asked for. */
final class ProgressLine {
  private static final String GAP = "  ";
  private static final int WIDEST_BAR = 24;
  private static final int NARROWEST_BAR = 8;
  private static final int VALID = 4;

  private ProgressLine() {}

  /** A part of the line; of those that do not fit, the highest rank goes first. */
  private record Part(String text, int rank) {}

  /**
   * The line, without a bar if there is no room for one.
   *
   * @param width most columns
   */
  static String line(ProgressState state, int width) {
    List<Part> parts = fitting(parts(state, false), width);
    int room = Math.min(WIDEST_BAR, width - length(parts) - GAP.length());
    StringBuilder line = new StringBuilder(parts.get(0).text());
    if (room >= NARROWEST_BAR) {
      line.append(GAP).append(bar(state.done(), room));
    }
    for (Part part : parts.subList(1, parts.size())) {
      line.append(GAP).append(part.text());
    }
    return cut(line.toString(), width);
  }

  /**
   * A line that stays.
   *
   * @param evaluated whether the validation loss is news, to be marked if it is {@code better}
   */
  static String lasting(
      String prefix, ProgressState state, boolean evaluated, boolean better, int width) {
    List<Part> parts = parts(state, better);
    if (!evaluated) {
      parts.removeIf(part -> part.rank() == VALID);
    }
    List<String> texts = fitting(parts, width - prefix.length()).stream().map(Part::text).toList();
    return cut(prefix + String.join(GAP, texts), width);
  }

  /** Leaves out the least important until the others fit. */
  private static List<Part> fitting(List<Part> parts, int width) {
    while (parts.size() > 1 && length(parts) > width) {
      parts.remove(Collections.max(parts, Comparator.comparingInt(Part::rank)));
    }
    return parts;
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  private static List<Part> parts(ProgressState state, boolean best) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part(
            String.format(
                Locale.ROOT, "epoch %.2f/%s", state.epoch(), Numbers.epochs(state.epochs())),
            0));
    parts.add(new Part(Numbers.percent(state.done()), 2));
    parts.add(new Part("round " + state.round() + "/" + state.rounds(), 6));
    parts.add(new Part("loss " + Numbers.significant(state.trainLoss(), 4), 1));
    if (!Double.isNaN(state.validLoss())) {
      parts.add(
          new Part(
              "valid " + Numbers.significant(state.validLoss(), 4) + (best ? " (best)" : ""),
              VALID));
    }
    parts.add(new Part(Numbers.si(state.timeStepsPerSecond()) + " steps/s", 5));
    parts.add(new Part("compute " + Numbers.percent(state.computeShare()), 7));
    parts.add(new Part("sync " + Numbers.percent(1 - state.computeShare()), 8));
    parts.add(new Part("ETA " + Numbers.duration(state.secondsLeft()), 3));
    return parts;
  }

  private static int length(List<Part> parts) {
    return parts.stream().mapToInt(part -> part.text().length() + GAP.length()).sum()
        - GAP.length();
  }

  private static String bar(double done, int width) {
    int full = (int) Math.round(done * width);
    return "━".repeat(full) + "─".repeat(width - full);
  }
}
