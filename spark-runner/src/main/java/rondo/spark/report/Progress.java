package rondo.spark.report;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RunPlan;

/**
 * Tells a person how the training goes on: on a terminal one line that is drawn anew, at most five
 * times a second, and one that stays for each validation; elsewhere plain lines, at each validation
 * and otherwise every ten seconds.
 *
 * <p>Thread use: one thread at a time.
 */
public final class Progress implements RoundListener {
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long PLAIN_NANOS = 10_000_000_000L;
  private static final long LASTING_NANOS = 1_000_000_000L;
  private static final String CLEAR = "\r\033[K";

  private final PrintStream out;
  private final Terminal terminal;
  private final LongSupplier nanoTime;

  private RunPlan plan;
  private String prefix = "";
  private RoundMetrics latest;
  private double smoothLoss;
  private double smoothSpeed;
  private double smoothCompute;
  private double validLoss;
  private double bestLoss;
  private long firstRoundAt;
  private long firstRound;
  private long drawnAt;
  private long lastingAt;
  private boolean drawn;

  /**
   * @param nanoTime the clock: System::nanoTime
   */
  public Progress(PrintStream out, Terminal terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  /** What stands before every line from now on: the name of the variant that is trained. */
  public void prefix(String name) {
    prefix = name.isEmpty() ? "" : name + "  ";
  }

  /** Prints a line that stays. */
  public void message(String line) {
    clear();
    out.println(line);
    out.flush();
    redraw();
  }

  @Override
  public void started(RunPlan startedPlan) {
    plan = startedPlan;
    latest = null;
    validLoss = Double.NaN;
    bestLoss = Double.POSITIVE_INFINITY;
    firstRoundAt = nanoTime.getAsLong();
    firstRound = 0;
    lastingAt = firstRoundAt - PLAIN_NANOS;
    drawnAt = firstRoundAt - REDRAW_NANOS;
  }

  @Override
  public void round(RoundMetrics metrics) {
    long now = nanoTime.getAsLong();
    smooth(metrics);
    if (firstRound == 0) {
      // The first round is slow, for code is still being compiled: no measure of the others.
      firstRound = metrics.round();
      firstRoundAt = now;
    }
    boolean evaluated = !Double.isNaN(metrics.validLoss());
    boolean last = metrics.round() >= plan.totalRounds();
    boolean better = evaluated && metrics.validLoss() < bestLoss;
    if (evaluated) {
      validLoss = metrics.validLoss();
      bestLoss = Math.min(bestLoss, validLoss);
    }
    long sinceLasting = now - lastingAt;
    boolean lasting =
        (evaluated && sinceLasting >= LASTING_NANOS)
            || (!terminal.live() && sinceLasting >= PLAIN_NANOS);
    if (lasting || last) {
      lastingAt = now;
      clear();
      int width = terminal.live() ? terminal.width() - 1 : Integer.MAX_VALUE;
      out.println(ProgressLine.lasting(prefix, state(now), evaluated, better, width));
      out.flush();
    }
    if (terminal.live() && now - drawnAt >= REDRAW_NANOS && !last) {
      drawnAt = now;
      drawn = true;
      redraw();
    }
  }

  /** Removes the live line; to be called when training ends, well or not. */
  public void finished() {
    clear();
    drawn = false;
    out.flush();
  }

  private void smooth(RoundMetrics metrics) {
    double seconds = metrics.times().all();
    // A memory of about five seconds, and of two rounds at least: a loss that lags tells nothing.
    double weight = latest == null ? 1 : Math.max(0.002, Math.min(0.5, seconds / 5));
    smoothLoss += weight * (metrics.trainLoss() - smoothLoss);
    smoothSpeed += weight * (metrics.timeStepsPerSecond() - smoothSpeed);
    double compute = seconds > 0 ? metrics.times().compute() / seconds : 1;
    smoothCompute += weight * (compute - smoothCompute);
    latest = metrics;
  }

  private ProgressState state(long now) {
    long done = latest.round() - firstRound;
    double left = (double) (plan.totalRounds() - latest.round());
    double secondsARound = done == 0 ? Double.NaN : (now - firstRoundAt) * 1e-9 / done;
    return new ProgressState(
        latest.epoch(),
        (double) plan.totalSteps() / plan.stepsPerEpoch(),
        latest.round(),
        plan.totalRounds(),
        smoothLoss,
        validLoss,
        smoothSpeed,
        smoothCompute,
        left == 0 ? 0 : left * secondsARound);
  }

  private void redraw() {
    if (drawn && latest != null) {
      int width = terminal.width() - 1 - prefix.length();
      out.print(CLEAR + prefix + ProgressLine.line(state(nanoTime.getAsLong()), width));
      out.flush();
    }
  }

  private void clear() {
    if (drawn) {
      out.print(CLEAR);
    }
  }
}
