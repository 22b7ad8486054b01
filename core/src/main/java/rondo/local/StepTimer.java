package rondo.local;

import java.util.Arrays;
import java.util.Map;
import java.util.function.LongSupplier;
import rondo.plan.StepCost;
import rondo.round.RoundInput;
import rondo.round.RoundSpec;
import rondo.round.ShardInfo;
import rondo.round.ShardWorker;
import rondo.round.SyncStrategy;
import rondo.train.Sizing;
import rondo.train.TrainSpec;

/**
 * Measures what a local step of a job takes on this machine: real rounds of a real shard, of so
 * many steps that what a round does once hardly counts, after rounds in which code is compiled.
 *
 * <p>Thread use: one thread at a time.
 */
public final class StepTimer {
  private static final double ROUND_SECONDS = 0.25; // long beside the clock, short beside the whole
  private static final int MOST_STEPS = 64;
  private static final int FEWEST_SINGLE = 8;
  private static final int FEWEST_ROUNDS = 5;
  private static final double DEVIATIONS = 1.349; // of a normal distribution, between its quartiles

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime the clock: System::nanoTime
   */
  public StepTimer(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Measures steps of a shard that has data.
   *
   * @param info of the shard of {@code worker}
   * @param seconds to spend, half of them before anything counts; more where a few rounds take more
   */
  public StepCost measure(
      ShardWorker worker, ShardInfo info, TrainSpec train, RoundSpec rounds, double seconds) {
    RoundMaker maker = new RoundMaker(info, train, rounds);
    double[] single = times(worker, maker, 1, FEWEST_SINGLE, seconds / 2);
    double[] warm = Arrays.copyOfRange(single, single.length / 2, single.length);
    boolean gradients = rounds.strategy() == RoundSpec.Strategy.GRADIENT_AVERAGING;
    long fit = gradients ? 1 : Math.round(Math.min(MOST_STEPS, ROUND_SECONDS / median(warm)));
    int steps = (int) Math.max(1, Math.min(fit, info.stepsPerEpoch()));
    double[] means = times(worker, maker, steps, FEWEST_ROUNDS, seconds / 2);
    return new StepCost(median(means), spread(warm));
  }

  /** Seconds a step of rounds of {@code steps} steps, for at least {@code seconds} and so many. */
  private double[] times(
      ShardWorker worker, RoundMaker maker, int steps, int fewest, double seconds) {
    double[] times = new double[fewest];
    int count = 0;
    long start = nanoTime.getAsLong();
    while (count < fewest || since(start) < seconds) {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = time(worker, maker, steps) / steps;
    }
    return Arrays.copyOf(times, count);
  }

  private double time(ShardWorker worker, RoundMaker maker, int steps) {
    RoundInput input = maker.next(steps);
    long start = nanoTime.getAsLong();
    worker.run(input);
    return since(start);
  }

  private double since(long start) {
    return (nanoTime.getAsLong() - start) * 1e-9;
  }

  private static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /**
   * Deviation over median, by quartiles: a pause of the machine is no step. Of single steps,
   * because a machine that is slower for a second is not slower by chance at each step.
   */
  static double spread(double[] steps) {
    double between = quantile(steps, 0.75) - quantile(steps, 0.25);
    return between / DEVIATIONS / median(steps);
  }

  private static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(part * (sorted.length - 1))];
  }

  /** Rounds through an epoch, and again, from the parameters that a run begins with. */
  private static final class RoundMaker {
    private final ShardInfo info;
    private final TrainSpec train;
    private final float[] parameters;
    private final float[][] moments;
    private long step;

    RoundMaker(ShardInfo info, TrainSpec train, RoundSpec rounds) {
      this.info = info;
      this.train = train;
      this.parameters = Sizing.layout(train.model()).initialParameters(train.seed());
      int sent = SyncStrategy.of(rounds, train).sentMoments().size();
      this.moments = new float[sent][parameters.length];
    }

    RoundInput next(int steps) {
      long perEpoch = info.stepsPerEpoch();
      long first = step % perEpoch + steps <= perEpoch ? step % perEpoch : 0;
      step = first + steps;
      long total = Math.max(perEpoch, Math.round(perEpoch * train.epochs()));
      return new RoundInput(0, first, steps, perEpoch, total, 1, parameters, moments, Map.of());
    }
  }
}
