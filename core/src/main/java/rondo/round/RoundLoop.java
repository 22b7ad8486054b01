package rondo.round;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.optim.LearningRate;
import rondo.optim.Optimizer;
import rondo.optim.Plateau;
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

  private RunPlan plan;
  private LearningRate rate;
  private RoundState state;
  private Plateau plateau = Plateau.START;
  private BestModel best;
  private EpochSums epochSums = new EpochSums();
  private long round;
  private long step;
  private long timeSteps;
  private double seconds;

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
  }

  /**
   * Trains from given parameters, which are not changed.
   *
   * @throws RondoException BAD_DATA if all shards are empty
   */
  public TrainResult run(float[] initial) {
    plan = RunPlan.of(runner.shards(), initial.length, train.epochs(), rounds.localSteps());
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
    float[][] moments = new float[Optimizer.of(train.optimizer()).moments()][initial.length];
    state = new RoundState(initial, moments, Map.of(), 0);
    best = new BestModel(initial, 0, Double.NaN);
    listener.started(plan);
    recordGradientFlow();
    String divergence = null;
    while (step < plan.totalSteps() && divergence == null && !stopEarly()) {
      divergence = nextRound();
    }
    return new TrainResult(
        best.parameters(),
        best.round(),
        best.validLoss(),
        epochSums.loss(),
        round,
        step,
        timeSteps,
        seconds,
        divergence);
  }

  private boolean stopEarly() {
    return options.patience() > 0 && plateau.sinceBest() >= options.patience();
  }

  /** Runs one round; returns null, or why training cannot go on. */
  private String nextRound() {
    long start = System.nanoTime();
    long leftInEpoch = plan.stepsPerEpoch() - step % plan.stepsPerEpoch();
    int steps =
        (int) Math.min(rounds.localSteps(), Math.min(leftInEpoch, plan.totalSteps() - step));
    if (step % plan.stepsPerEpoch() == 0) {
      epochSums = new EpochSums();
    }
    RoundInput input = input(steps);
    List<RoundUpdate> updates = WeightedSum.ordered(runner.run(input));
    double learningRate = rate.at(step, plateau.factor());
    SyncStrategy.Outcome outcome = strategy.apply(state, updates, learningRate);
    RoundTotals totals = RoundTotals.of(updates);
    round++;
    if (!Double.isFinite(totals.loss()) || !finite(outcome.state().parameters())) {
      return "the loss became " + totals.loss() + " or a parameter not finite in round " + round;
    }
    state = withCarried(outcome.state(), updates);
    step += steps;
    timeSteps += totals.timeSteps();
    epochSums.add(totals.lossSum(), totals.weight());
    double wall = (System.nanoTime() - start) * 1e-9;
    seconds += wall;
    boolean evaluate = step % plan.stepsPerEpoch() == 0 || step == plan.totalSteps();
    Evaluation validation =
        evaluate ? runner.evaluate(state.parameters(), Split.VALIDATION) : Evaluation.NONE;
    RoundMetrics metrics =
        totals.metrics(
            round,
            (double) step / plan.stepsPerEpoch(),
            validation,
            wall,
            runner.concurrentShards(),
            input,
            rate.at(step - 1, plateau.factor()),
            outcome.clipping());
    listener.round(metrics);
    if (validation.weight() > 0 && !Double.isFinite(validation.loss())) {
      return "the validation loss became " + validation.loss() + " in round " + round;
    }
    if (evaluate) {
      keepBest(validation, metrics);
      recordGradientFlow();
    } else if (Double.isNaN(best.validLoss())) {
      best = new BestModel(state.parameters(), round, Double.NaN);
    }
    return null;
  }

  private RoundInput input(int steps) {
    return new RoundInput(
        round,
        step,
        steps,
        plan.stepsPerEpoch(),
        plan.totalSteps(),
        plateau.factor(),
        state.parameters(),
        strategy.sendsMoments() ? state.moments() : new float[0][],
        state.carried());
  }

  private void keepBest(Evaluation validation, RoundMetrics metrics) {
    double loss = validation.loss();
    if (validation.weight() == 0) {
      best = new BestModel(state.parameters(), round, Double.NaN);
      listener.kept(metrics, state.parameters());
      return;
    }
    plateau = plateau.next(loss, train.schedule());
    if (plateau.improved()) {
      best = new BestModel(state.parameters(), round, loss);
      listener.kept(metrics, state.parameters());
    }
  }

  private void recordGradientFlow() {
    if (options.recordGradientFlow()) {
      listener.gradientFlow(round, runner.gradientFlow(state.parameters()));
    }
  }

  private static RoundState withCarried(RoundState state, List<RoundUpdate> updates) {
    Map<Integer, float[]> carried = new HashMap<>();
    for (RoundUpdate update : updates) {
      if (update.carried != null) {
        carried.put(update.shard, update.carried);
      }
    }
    return new RoundState(state.parameters(), state.moments(), carried, state.optimizerSteps());
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The model that is kept. */
  private record BestModel(float[] parameters, long round, double validLoss) {}

  /** Training loss of the epoch so far. */
  private static final class EpochSums {
    private double lossSum;
    private double weight;

    void add(double addedLoss, double addedWeight) {
      lossSum += addedLoss;
      weight += addedWeight;
    }

    double loss() {
      return lossSum / weight;
    }
  }
}
