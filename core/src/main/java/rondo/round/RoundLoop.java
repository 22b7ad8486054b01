package rondo.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.optim.LearningRate;
import rondo.optim.Optimizer;
import rondo.optim.Plateau;
import rondo.round.LoopState.Best;
import rondo.round.LoopState.EpochLoss;
import rondo.train.Evaluation;
import rondo.train.TrainSpec;

/**
 * Training, seen from the driver: send parameters, let every shard do its local steps, combine the
 * updates, evaluate at the end of each epoch. The same loop wherever the shards are.
 *
 * <p>Thread use: one run in one thread.
 */
public final class RoundLoop {
  private final TrainSpec train;
  private final RoundSpec rounds;
  private final LoopOptions options;
  private final ShardRunner runner;
  private final RoundListener listener;
  private final SyncStrategy strategy;
  private final MeasuredSteps measured = new MeasuredSteps();
  private final BadUpdates badUpdates;
  private final Goal goal;

  private RunPlan plan;
  private LearningRate rate;
  private RoundLengths lengths;
  private LoopState at;
  private long round; // the one that was begun last, counted from 1
  private double checkpointSeconds;

  /**
   * @throws RondoException CONFIG if the goal of {@code options} is no figure of the runner's
   *     metric
   */
  public RoundLoop(
      TrainSpec train,
      RoundSpec rounds,
      LoopOptions options,
      ShardRunner runner,
      RoundListener listener) {
    this.train = train;
    this.rounds = rounds;
    this.options = options;
    this.runner = runner;
    this.listener = listener;
    this.strategy = SyncStrategy.of(rounds, train);
    this.badUpdates = new BadUpdates(rounds.badUpdates());
    this.goal = Goal.of(runner.metric(), options.goal());
  }

  /**
   * Trains from given parameters, which are not changed.
   *
   * @throws RondoException BAD_DATA if all shards are empty
   */
  public TrainResult run(float[] initial) {
    int size = initial.length;
    RoundState state =
        new RoundState(
            initial,
            zeros(Optimizer.of(train.optimizer()).moments(), size),
            zeros(strategy.slots(), size),
            Map.of(),
            0);
    Best best = new Best(initial, 0, Double.NaN);
    LoopState start =
        new LoopState(
            state,
            0,
            0,
            0,
            0,
            rounds.localSteps(),
            LoopState.UNKNOWN,
            Plateau.START,
            best,
            EpochLoss.NONE,
            0);
    return run(start);
  }

  private static List<float[]> zeros(int count, int size) {
    List<float[]> arrays = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arrays.add(new float[size]);
    }
    return arrays;
  }

  /**
   * Goes on from where another run of the same job came to, which is not changed; with the same
   * bits as if that run had not stopped.
   *
   * @throws RondoException BAD_DATA if all shards are empty
   */
  public TrainResult run(LoopState start) {
    int size = start.state().parameters().length;
    plan = RunPlan.of(runner.shards(), size, train.epochs(), rounds);
    if (plan.totalSteps() == 0) {
      throw new RondoException(
          ExitCode.BAD_DATA, "The training data is empty: expected at least one sequence to learn");
    }
    rate =
        new LearningRate(
            train.optimizer().learningRate(),
            train.schedule(),
            plan.stepsPerEpoch(),
            plan.totalSteps());
    lengths = RoundLengths.of(rounds, plan.totalSteps(), start);
    at = start;
    round = start.rounds();
    plan = planFromHere();
    listener.started(plan);
    if (start.rounds() == 0) {
      recordGradientFlow();
    }
    String divergence = null;
    while (at.steps() < plan.totalSteps() && divergence == null && !stopEarly()) {
      divergence = nextRound();
    }
    Best best = at.best();
    return new TrainResult(
        best.parameters(),
        best.round(),
        best.validLoss(),
        at.epochLoss().mean(),
        round,
        at.steps(),
        at.timeSteps(),
        at.seconds(),
        divergence);
  }

  private RunPlan planFromHere() {
    return plan.withRounds(
        lengths.rounds(at.rounds(), at.steps(), plan.stepsPerEpoch(), plan.totalSteps()));
  }

  private boolean stopEarly() {
    return options.patience() > 0 && at.plateau().sinceBest() >= options.patience();
  }

  /** Runs one round; returns null, or why training cannot go on. */
  private String nextRound() {
    long start = System.nanoTime();
    round = at.rounds() + 1;
    if (lengths.canBeFixed(at.rounds(), measured.rounds())) {
      lengths = lengths.fixed(measured.localSteps(), at.rounds());
      plan = planFromHere();
      listener.replanned(plan);
    }
    int steps = lengths.steps(at.rounds(), at.steps(), plan.stepsPerEpoch(), plan.totalSteps());
    RoundInput input = input(steps);
    RoundResult result = runner.run(input);
    RoundSum sum = result.sum();
    String bad = badUpdates.check(sum, round);
    if (bad != null) {
      return bad;
    }
    double peak = rate.at(at.steps(), at.plateau().factor());
    SyncStrategy.Outcome outcome =
        sum.payload() == null
            ? new SyncStrategy.Outcome(at.state(), null)
            : strategy.apply(at.state(), sum, peak);
    if (!outcome.state().isFinite()) {
      return "a parameter or moment became not finite in round " + round;
    }
    RoundTotals totals = RoundTotals.of(sum.reports());
    double wall = (System.nanoTime() - start) * 1e-9;
    RoundMetrics.Times times =
        totals.times(wall, result.broadcastSeconds(), checkpointSeconds, runner.concurrentShards());
    if (lengths.isMeasured()) {
      measured.add(wall, times.compute());
    }
    at = after(input, outcome, sum, totals, wall);
    return evaluated(input, sum, totals, times, wall, outcome);
  }

  private RoundInput input(int steps) {
    RoundState state = at.state();
    float[][] moments =
        strategy.sentMoments().stream().map(state.moments()::get).toArray(float[][]::new);
    return new RoundInput(
        at.rounds(),
        at.steps(),
        steps,
        plan.stepsPerEpoch(),
        plan.totalSteps(),
        at.plateau().factor(),
        strategy.start(state),
        moments,
        state.carried());
  }

  private LoopState after(
      RoundInput input,
      SyncStrategy.Outcome outcome,
      RoundSum sum,
      RoundTotals totals,
      double wall) {
    EpochLoss epoch = at.steps() % plan.stepsPerEpoch() == 0 ? EpochLoss.NONE : at.epochLoss();
    return new LoopState(
        withCarried(outcome.state(), sum.reports()),
        at.rounds() + 1,
        at.steps() + input.steps,
        at.timeSteps() + totals.timeSteps(),
        at.seconds() + wall,
        lengths.localSteps(),
        lengths.warmup(),
        at.plateau(),
        at.best(),
        epoch.plus(totals.lossSum(), totals.weight()),
        at.droppedUpdates() + sum.dropped());
  }

  /** Evaluates where an epoch ends, tells of the round, and hands the state out. */
  private String evaluated(
      RoundInput input,
      RoundSum sum,
      RoundTotals totals,
      RoundMetrics.Times times,
      double wall,
      SyncStrategy.Outcome outcome) {
    boolean evaluate = at.steps() % plan.stepsPerEpoch() == 0 || at.steps() == plan.totalSteps();
    float[] parameters = at.state().parameters();
    Evaluation validation =
        evaluate ? runner.evaluate(parameters, Split.VALIDATION) : Evaluation.NONE;
    RoundMetrics metrics =
        totals.metrics(
            at.rounds(),
            (double) at.steps() / plan.stepsPerEpoch(),
            validation,
            validation.values(runner.metric()),
            wall,
            times,
            input,
            sum,
            rate.at(at.steps() - 1, at.plateau().factor()),
            outcome.clipping());
    listener.round(metrics);
    if (validation.weight() > 0 && !Double.isFinite(validation.loss())) {
      return "the validation loss became " + validation.loss() + " in round " + at.rounds();
    }
    if (evaluate) {
      keepBest(validation, metrics);
      recordGradientFlow();
    } else if (Double.isNaN(at.best().validLoss())) {
      at = at.withBest(new Best(parameters, at.rounds(), Double.NaN), at.plateau());
    }
    long start = System.nanoTime();
    listener.done(at);
    checkpointSeconds = (System.nanoTime() - start) * 1e-9;
    return null;
  }

  private void keepBest(Evaluation validation, RoundMetrics metrics) {
    float[] parameters = at.state().parameters();
    boolean unknown = validation.weight() == 0;
    Plateau plateau =
        unknown ? at.plateau() : at.plateau().next(goal.height(validation), train.schedule());
    // As long as the figure of the goal has no value, the latest model is as good as any.
    boolean noneYet = plateau.best() == Double.POSITIVE_INFINITY;
    if (unknown || noneYet || plateau.improved()) {
      double loss = unknown ? Double.NaN : validation.loss();
      at = at.withBest(new Best(parameters, at.rounds(), loss), plateau);
      listener.kept(metrics, parameters);
    } else {
      at = at.withBest(at.best(), plateau);
    }
  }

  private void recordGradientFlow() {
    if (options.recordGradientFlow()) {
      listener.gradientFlow(at.rounds(), runner.gradientFlow(at.state().parameters()));
    }
  }

  private static RoundState withCarried(RoundState state, List<ShardReport> reports) {
    Map<Integer, float[]> carried = new HashMap<>();
    for (ShardReport report : reports) {
      if (report.carried() != null) {
        carried.put(report.shard(), report.carried());
      }
    }
    return new RoundState(
        state.parameters(), state.moments(), state.slots(), carried, state.optimizerSteps());
  }
}
