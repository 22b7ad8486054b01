package rondo.spark;

import rondo.round.LoopState;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RunPlan;
import rondo.train.GradientFlow;

/** Adds the records that were left out before training to the metrics of the first round. */
final class BadRecordCount implements RoundListener {
  private final long badRecords;
  private final RoundListener listener;

  /**
   * @param listener is told all, with the count
   */
  BadRecordCount(long badRecords, RoundListener listener) {
    this.badRecords = badRecords;
    this.listener = listener;
  }

  @Override
  public void started(RunPlan plan) {
    listener.started(plan);
  }

  @Override
  public void replanned(RunPlan plan) {
    listener.replanned(plan);
  }

  @Override
  public void round(RoundMetrics metrics) {
    listener.round(counted(metrics));
  }

  @Override
  public void kept(RoundMetrics metrics, float[] parameters) {
    listener.kept(counted(metrics), parameters);
  }

  @Override
  public void done(LoopState state) {
    listener.done(state);
  }

  @Override
  public void gradientFlow(long round, GradientFlow flow) {
    listener.gradientFlow(round, flow);
  }

  /** Once, since counts of rounds are added up. */
  private RoundMetrics counted(RoundMetrics metrics) {
    return metrics.round() == 1 ? metrics.withBadRecords(badRecords) : metrics;
  }
}
