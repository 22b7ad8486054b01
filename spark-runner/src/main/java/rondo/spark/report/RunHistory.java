package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RunPlan;
import rondo.train.GradientFlow;

/**
 * Remembers a run for its report. The memory needed does not grow with the run: when there are more
 * than {@link #MAX_POINTS} rounds, neighbours become one.
 *
 * <p>Thread use: one thread at a time.
 */
public final class RunHistory implements RoundListener {
  /** Most points that are kept; more than a plot has pixels. */
  static final int MAX_POINTS = 4096;

  private final List<RoundMetrics> points = new ArrayList<>();
  private final List<RoundMetrics> evaluations = new ArrayList<>();
  private final RoundMerger merger = new RoundMerger();
  private long roundsInPoint = 1;
  private RunPlan plan;
  private RoundMetrics total;
  private RecordedFlow firstFlow;
  private RecordedFlow lastFlow;

  /** A gradient flow and the rounds that were done before it. */
  public record RecordedFlow(long round, GradientFlow flow) {}

  @Override
  public void started(RunPlan startedPlan) {
    plan = startedPlan;
  }

  @Override
  public void replanned(RunPlan newPlan) {
    plan = newPlan;
  }

  @Override
  public void round(RoundMetrics metrics) {
    if (!Double.isNaN(metrics.validLoss())) {
      evaluations.add(metrics);
    }
    total = total == null ? metrics : RoundMerger.merge(total, metrics);
    merger.add(metrics);
    if (merger.rounds() >= roundsInPoint) {
      points.add(merger.take());
    }
    if (points.size() > MAX_POINTS) {
      halve();
    }
  }

  private void halve() {
    for (int i = 0; i + 1 < points.size(); i += 2) {
      points.set(i / 2, RoundMerger.merge(points.get(i), points.get(i + 1)));
    }
    if (points.size() % 2 == 1) {
      // The odd one out waits for its neighbour.
      merger.restore(points.get(points.size() - 1), roundsInPoint);
    }
    points.subList(points.size() / 2, points.size()).clear();
    roundsInPoint *= 2;
  }

  @Override
  public void gradientFlow(long round, GradientFlow flow) {
    RecordedFlow recorded = new RecordedFlow(round, flow);
    firstFlow = firstFlow == null ? recorded : firstFlow;
    lastFlow = recorded;
  }

  /** The rounds in order, in a long run the means over a few rounds each. */
  public List<RoundMetrics> points() {
    List<RoundMetrics> all = new ArrayList<>(points);
    if (merger.rounds() > 0) {
      all.add(merger.peek());
    }
    return all;
  }

  /** The rounds after which the validation loss was taken; the plot of a long run needs all. */
  public List<RoundMetrics> evaluations() {
    return List.copyOf(evaluations);
  }

  /** The evaluation with the lowest validation loss; null if there was none. */
  public RoundMetrics best() {
    RoundMetrics best = null;
    for (RoundMetrics metrics : evaluations) {
      best = best == null || metrics.validLoss() < best.validLoss() ? metrics : best;
    }
    return best;
  }

  /**
   * The evaluation after a round; the one with the lowest validation loss if there was none after
   * it.
   */
  public RoundMetrics best(long round) {
    for (RoundMetrics metrics : evaluations) {
      if (metrics.round() == round) {
        return metrics;
      }
    }
    return best();
  }

  /** Mean training loss over the last epoch, or over what there was; NaN before the first round. */
  public double lastTrainLoss() {
    double sum = 0;
    double weight = 0;
    for (RoundMetrics metrics : points()) {
      if (metrics.epoch() > total.epoch() - 1 + 1e-9) {
        sum += metrics.timeSteps() * metrics.trainLoss();
        weight += metrics.timeSteps();
      }
    }
    return sum / weight;
  }

  /** What the run was going to do; null if this was read from a file. */
  public RunPlan plan() {
    return plan;
  }

  /** All rounds added up: times, steps, bytes; losses are means. Null before the first round. */
  public RoundMetrics total() {
    return total;
  }

  /** Gradients that could have been clipped; NaN if it is not known. */
  public double gradients() {
    return total == null || total.gradients() == 0 ? Double.NaN : total.gradients();
  }

  /** The flow before the first round; null if none was recorded. */
  public RecordedFlow firstFlow() {
    return firstFlow;
  }

  /** The flow that was recorded last; null if none was. */
  public RecordedFlow lastFlow() {
    return lastFlow;
  }
}
