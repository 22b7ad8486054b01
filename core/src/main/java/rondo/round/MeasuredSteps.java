package rondo.round;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the fewest local steps with which a round spends a tenth of its time or less outside of
 * them, from the rounds of the warm-up, which have one step each. The first half of them is left
 * out: code is still being compiled, executors still connect.
 */
final class MeasuredSteps {
  private static final int FEWEST = 4;
  private static final int MOST = 64;
  private static final double SHARE = 9; // steps take nine times what the rest of a round does

  private final List<Double> ratios = new ArrayList<>();

  /** Takes a round of one local step: how long all of it took, and the step. */
  void add(double roundSeconds, double stepSeconds) {
    ratios.add((roundSeconds - stepSeconds) / stepSeconds);
  }

  /** H, 4 to 64; what the median round asks for. 4 if nothing was measured. */
  int localSteps() {
    List<Double> late = ratios.subList(ratios.size() / 2, ratios.size()).stream().sorted().toList();
    double median = late.isEmpty() ? 0 : late.get(late.size() / 2);
    return (int) Math.max(FEWEST, Math.min(MOST, Math.ceil(SHARE * median)));
  }
}
