package rondo.local;

import rondo.kernel.Kernels;
import rondo.network.Networks;
import rondo.parallel.Parallel;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundSpec;
import rondo.round.TrainResult;
import rondo.task.PreparedTask;
import rondo.train.TrainSpec;

/** Training in one JVM without Spark: the identical loop, the reference for Spark. */
public final class LocalTrainer {
  private final Kernels kernels;
  private final int threads;

  /** Trains with given kernels on so many threads; neither changes a bit of the result. */
  public LocalTrainer(Kernels kernels, int threads) {
    this.kernels = kernels;
    this.threads = threads;
  }

  /** Trains from the initial parameters of the seed. */
  public TrainResult train(
      PreparedTask task,
      TrainSpec train,
      RoundSpec rounds,
      LoopOptions options,
      RoundListener listener) {
    float[] initial = Networks.layout(train.model()).initialParameters(train.seed());
    try (Parallel parallel = Parallel.of(threads);
        LocalShardRunner runner = new LocalShardRunner(task, train, rounds, kernels, parallel)) {
      return new RoundLoop(train, rounds, options, runner, listener).run(initial);
    }
  }
}
