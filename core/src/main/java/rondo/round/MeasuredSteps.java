package rondo.round;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the fewest local steps with which a round spends a tenth of its time or less outside of
 * them, from the rounds of the warm-up, which have one step each. The first half of them is left
 * out: code is still being compiled, executors still connect.
 */
public final class MeasuredSteps {
  private static final int FEWEST = 4;
  private static final int MOST = 64;
  private static final double SHARE = 9; // steps take nine times what the rest of a round does

  private final List<Double> ratios = new ArrayList<>();

  MeasuredSteps() {}

  /** Takes a round of one local step: how long all of it took, and the step. */
  void add(double roundSeconds, double stepSeconds) {
    ratios.add((roundSeconds - stepSeconds) / stepSeconds);
  }

  int rounds() {
    return ratios.size();
  }

  /** H, 4 to 64; what the median round asks for. 4 if nothing was measured. */
  int localSteps() {
    List<Double> late = ratios.subList(ratios.size() / 2, ratios.size()).stream().sorted().toList();
    return localSteps(late.isEmpty() ? 0 : late.get(late.size() / 2));
  }

  /**
   * H, 4 to 64, for rounds of which all but the steps takes {@code ratio} times as long as a step.
   */
  public static int localSteps(double ratio) {
    return (int) Math.max(FEWEST, Math.min(MOST, Math.ceil(SHARE * ratio)));
  }
}
