package rondo.spark.report;

import java.util.List;
import rondo.round.LoopState;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RunPlan;
import rondo.train.GradientFlow;

/** Tells several listeners, in order. */
public final class Listeners implements RoundListener {
  private final List<RoundListener> listeners;

  public Listeners(RoundListener... listeners) {
    this.listeners = List.of(listeners);
  }

  @Override
  public void started(RunPlan plan) {
    listeners.forEach(listener -> listener.started(plan));
  }

  @Override
  public void round(RoundMetrics metrics) {
    listeners.forEach(listener -> listener.round(metrics));
  }

  @Override
  public void kept(RoundMetrics metrics, float[] parameters) {
    listeners.forEach(listener -> listener.kept(metrics, parameters));
  }

  @Override
  public void done(LoopState state) {
    listeners.forEach(listener -> listener.done(state));
  }

  @Override
  public void gradientFlow(long round, GradientFlow flow) {
    listeners.forEach(listener -> listener.gradientFlow(round, flow));
  }
}
