package rondo.spark.shard;

import java.util.function.LongConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.round.LoopOptions;
import rondo.round.LoopState;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundSpec;
import rondo.round.RunPlan;
import rondo.round.TrainResult;
import rondo.train.TrainSpec;

/** A small training on Spark with something that happens before one of its rounds. */
final class FaultyRun {
  private FaultyRun() {}

  /** Which round of how many: 1 is the first. */
  @FunctionalInterface
  interface Place {
    long of(long rounds);
  }

  /** Trains, and calls {@code action} with the round that is about to begin, at that place. */
  static TrainResult run(
      JavaSparkContext spark,
      FaultyShards shards,
      RoundSpec rounds,
      Place place,
      LongConsumer action) {
    TrainSpec train = Trainings.train();
    RoundListener listener =
        new RoundListener() {
          private long at;

          @Override
          public void started(RunPlan plan) {
            at = place.of(plan.totalRounds());
            before(1);
          }

          @Override
          public void done(LoopState state) {
            before(state.rounds() + 1);
          }

          private void before(long round) {
            if (round == at) {
              action.accept(round);
            }
          }
        };
    try (SparkShardRunner runner =
        new SparkShardRunner(spark, Trainings.task(shards), train, rounds)) {
      return new RoundLoop(train, rounds, LoopOptions.NONE, runner, listener)
          .run(Trainings.initial());
    }
  }
}
