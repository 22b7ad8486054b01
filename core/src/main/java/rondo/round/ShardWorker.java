package rondo.round;

import java.util.EnumMap;
import java.util.Map;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.data.Split;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.model.CounterRandom;
import rondo.network.Pass;
import rondo.optim.LearningRate;
import rondo.parallel.Parallel;
import rondo.train.Evaluation;
import rondo.train.Evaluator;
import rondo.train.GradientFlow;
import rondo.train.GradientFlowProbe;
import rondo.train.MetricKind;
import rondo.train.TrainSpec;
import rondo.train.TrainStep;

/**
 * The work on one shard. Keeps buffers between rounds and no state: a round is a pure function of
 * its {@link RoundInput} and the shard, so a retried or speculative task gives the same bits.
 *
 * <p>Thread use: one thread at a time.
 */
public final class ShardWorker {
  private final int shard;
  private final Map<Split, Batches> batches;
  private final TrainSpec spec;
  private final SyncStrategy strategy;
  private final TrainStep step;
  private final Loss loss;
  private final Evaluator evaluator;

  public ShardWorker(
      int shard,
      Batches train,
      Batches validation,
      Batches test,
      TrainSpec spec,
      RoundSpec rounds,
      MetricKind metric,
      Kernels kernels,
      Parallel parallel) {
    this.shard = shard;
    this.batches = new EnumMap<>(Split.class);
    batches.put(Split.TRAIN, train);
    batches.put(Split.VALIDATION, validation);
    batches.put(Split.TEST, test);
    this.spec = spec;
    this.strategy = SyncStrategy.of(rounds, spec);
    this.step = new TrainStep(spec, kernels, parallel);
    this.loss = Loss.of(spec.loss(), kernels, parallel);
    this.evaluator = new Evaluator(step.network(), loss, metric, spec.recompute());
  }

  /** One round. */
  public RoundUpdate run(RoundInput input) {
    Batches train = batches.get(Split.TRAIN);
    if (train.stepsPerEpoch() == 0) {
      return RoundUpdate.empty(shard);
    }
    long start = System.nanoTime();
    float[] carried = input.carried.get(shard);
    if (carried != null) {
      step.network().restore(carried);
    }
    return strategy.payload() == SyncStrategy.Payload.GRADIENT
        ? gradient(input, start)
        : localSteps(input, start);
  }

  private RoundUpdate gradient(RoundInput input, long start) {
    Batch batch = batch(input, input.firstStep);
    GradientSum sum = step.gradient(batch, pass(input.firstStep), input.parameters);
    return new RoundUpdate(
        shard,
        sum.weight(),
        sum.loss(),
        batch.rows(),
        sum.sum().clone(),
        new float[0][],
        carried(input),
        0,
        0,
        System.nanoTime() - start);
  }

  private RoundUpdate localSteps(RoundInput input, long start) {
    float[] parameters = input.parameters.clone(); // shared by all tasks of a JVM in local mode
    float[][] moments = moments(input, parameters.length);
    // With reset moments the bias correction starts again, too.
    long offset = strategy.sendsMoments() ? 0 : input.firstStep;
    LearningRate rate =
        new LearningRate(
            spec.optimizer().learningRate(),
            spec.schedule(),
            input.stepsPerEpoch,
            input.totalSteps);
    double weight = 0;
    double lossSum = 0;
    double norms = 0;
    long timeSteps = 0;
    int clipped = 0;
    for (int i = 0; i < input.steps; i++) {
      long at = input.firstStep + i;
      Batch batch = batch(input, at);
      GradientSum sum = step.gradient(batch, pass(at), parameters);
      weight += sum.weight();
      lossSum += sum.loss();
      timeSteps += batch.rows();
      Clipping.Result result =
          step.update(sum, parameters, moments, at - offset + 1, rate.at(at, input.plateauFactor));
      norms += result.norm();
      clipped += result.clipped() ? 1 : 0;
    }
    return new RoundUpdate(
        shard,
        weight,
        lossSum,
        timeSteps,
        parameters,
        strategy.sendsMoments() ? moments : new float[0][],
        carried(input),
        norms / input.steps,
        clipped,
        System.nanoTime() - start);
  }

  private float[][] moments(RoundInput input, int size) {
    float[][] moments = new float[step.moments()][];
    for (int i = 0; i < moments.length; i++) {
      moments[i] = i < input.moments.length ? input.moments[i].clone() : new float[size];
    }
    return moments;
  }

  private Batch batch(RoundInput input, long at) {
    int epoch = (int) (at / input.stepsPerEpoch);
    return batches.get(Split.TRAIN).batch(epoch, stepOfShard(input, at));
  }

  private int stepOfShard(RoundInput input, long at) {
    return (int) (at % input.stepsPerEpoch % batches.get(Split.TRAIN).stepsPerEpoch());
  }

  /** The state of the streams for the next round; null if its first batch does not begin there. */
  private float[] carried(RoundInput input) {
    int next = stepOfShard(input, input.firstStep + input.steps);
    return batches.get(Split.TRAIN).carriesState(next) ? step.network().state() : null;
  }

  private Pass pass(long at) {
    return Pass.training(CounterRandom.key(CounterRandom.key(spec.seed(), shard), at));
  }

  /** Evaluates parameters on one part of the shard. */
  public Evaluation evaluate(float[] parameters, Split split) {
    return evaluator.evaluate(parameters, batches.get(split));
  }

  /** The gradient flow on the first training batch; null if the shard is empty. */
  public GradientFlow gradientFlow(float[] parameters) {
    Batches train = batches.get(Split.TRAIN);
    if (train.stepsPerEpoch() == 0) {
      return null;
    }
    float[] scratch = new float[parameters.length];
    return GradientFlowProbe.record(step.network(), loss, parameters, train.batch(0, 0), scratch);
  }
}
