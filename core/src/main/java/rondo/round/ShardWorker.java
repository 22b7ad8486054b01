package rondo.round;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.data.Split;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.metric.Metric;
import rondo.model.CounterRandom;
import rondo.network.Pass;
import rondo.optim.LearningRate;
import rondo.parallel.Parallel;
import rondo.round.SyncStrategy.Payload;
import rondo.train.Evaluation;
import rondo.train.Evaluator;
import rondo.train.GradientFlow;
import rondo.train.GradientFlowProbe;
import rondo.train.TrainSpec;
import rondo.train.TrainStep;
import rondo.wire.PackedFloats;
import rondo.wire.Wire;

/**
 * The work on one shard. Keeps buffers between rounds and no state: a round is a pure function of
 * its {@link RoundInput} and the shard, so a retried or speculative task gives the same bits.
 *
 * <p>Thread use: one thread at a time.
 */
public final class ShardWorker {
  private static final int PACKING = 1 << 20; // a purpose of random numbers that no layer has

  private final int shard;
  private final Map<Split, Batches> batches;
  private final TrainSpec spec;
  private final SyncStrategy strategy;
  private final InnerMoments inner;
  private final Wire wire;
  private final TrainStep step;
  private final Loss loss;
  private final Metric metric;
  private final Parallel parallel;

  public ShardWorker(
      int shard,
      Batches train,
      Batches validation,
      Batches test,
      TrainSpec spec,
      RoundSpec rounds,
      Metric metric,
      Kernels kernels,
      Parallel parallel) {
    this.shard = shard;
    this.batches = new EnumMap<>(Split.class);
    batches.put(Split.TRAIN, train);
    batches.put(Split.VALIDATION, validation);
    batches.put(Split.TEST, test);
    this.spec = spec;
    this.parallel = parallel;
    this.strategy = SyncStrategy.of(rounds, spec);
    this.wire = rounds.wire();
    this.step = new TrainStep(spec, kernels, parallel);
    this.inner = new InnerMoments(strategy, step);
    this.loss = Loss.of(spec.loss(), step.network(), kernels, parallel);
    this.metric = metric;
  }

  /** One round. */
  public RoundUpdate run(RoundInput input) {
    Batches train = batches.get(Split.TRAIN);
    if (train.stepsPerEpoch() == 0) {
      return RoundUpdate.empty(shard);
    }
    long start = System.nanoTime();
    restore(input);
    return parallel.call(
        () ->
            strategy.payload() == Payload.GRADIENT
                ? gradient(input, start)
                : localSteps(input, start));
  }

  /** The state of the streams before the round; zero where an update that had it was dropped. */
  private void restore(RoundInput input) {
    float[] carried = input.carried.get(shard);
    if (carried != null) {
      step.network().restore(carried);
    } else if (batches.get(Split.TRAIN).carriesState(stepOfShard(input, input.firstStep))) {
      int sequences = batch(input, input.firstStep).batchSize();
      step.network().restore(new float[step.network().stateSize(sequences)]);
    }
  }

  private RoundUpdate gradient(RoundInput input, long start) {
    Batch batch = batch(input, input.firstStep);
    GradientSum sum = step.gradient(batch, pass(input.firstStep), input.parameters);
    return update(input, start, sum.weight(), sum.loss(), batch.rows(), 0, 0, List.of(sum.sum()));
  }

  private RoundUpdate localSteps(RoundInput input, long start) {
    float[] parameters = input.parameters.clone(); // shared by all tasks of a JVM in local mode
    float[][] moments = inner.begin(input);
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
          step.update(sum, parameters, moments, inner.age(at, i), rate.at(at, input.plateauFactor));
      norms += result.norm();
      clipped += result.clipped() ? 1 : 0;
    }
    List<float[]> vectors = new ArrayList<>();
    vectors.add(strategy.payload() == Payload.DELTA ? change(input, parameters) : parameters);
    vectors.addAll(inner.sent(moments));
    return update(input, start, weight, lossSum, timeSteps, norms / input.steps, clipped, vectors);
  }

  /** Packs what there is to send, if all of it is finite. */
  private RoundUpdate update(
      RoundInput input,
      long start,
      double weight,
      double lossSum,
      long timeSteps,
      double norm,
      int clipped,
      List<float[]> vectors) {
    boolean finite = Double.isFinite(lossSum) && Packing.isFinite(vectors);
    long seed = CounterRandom.key(key(input.firstStep), PACKING);
    List<PackedFloats> packed = finite ? Packing.pack(wire, vectors, seed) : List.of();
    float[] carried = finite ? carried(input) : null;
    long bytes = carried == null ? 0 : 4L * carried.length;
    for (PackedFloats vector : packed) {
      bytes += vector.bytes().length;
    }
    long nanos = System.nanoTime() - start;
    return new RoundUpdate(
        new ShardReport(
            shard, weight, lossSum, timeSteps, carried, norm, clipped, finite, bytes, 0, nanos),
        packed);
  }

  private static float[] change(RoundInput input, float[] parameters) {
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] -= input.parameters[i];
    }
    return parameters;
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
    return Pass.training(key(at));
  }

  private long key(long at) {
    return CounterRandom.key(CounterRandom.key(spec.seed(), shard), at);
  }

  /** Evaluates parameters on one part of the shard. */
  public Evaluation evaluate(float[] parameters, Split split) {
    Evaluator evaluator =
        new Evaluator(step.network(), loss, metric.ofPart(split), spec.recompute());
    return parallel.call(() -> evaluator.evaluate(parameters, batches.get(split)));
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
