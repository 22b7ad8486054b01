package rondo.local;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.kernel.KernelProvider;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.ModelSpec;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Strategy;
import rondo.round.TrainResult;
import rondo.task.DataSpec;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.TrainSpec;

/** The main class of a JVM with a little heap: writes a large text and trains on it. */
final class LittleHeap {
  private static final int STREAMS = 256;
  private static final int TRUNCATE = 50;

  private LittleHeap() {}

  /** Arguments: the text to be written, its size in MiB, and passes over it. */
  public static void main(String[] arguments) throws IOException {
    Path text = Path.of(arguments[0]);
    write(text, Long.parseLong(arguments[1]) << 20);
    PreparedTask task =
        Tasks.of("language-model")
            .prepare(
                new TaskContext(
                    DataSpec.ofPath(text.toString(), 0.02, 0),
                    0,
                    TRUNCATE,
                    1,
                    new LocalFileAccess(),
                    RangeScanner.LOCAL));
    RoundSpec rounds = new RoundSpec(Strategy.PARAMETER_AVERAGING, 2, 50, InnerState.AVERAGE);
    TrainResult result =
        new LocalTrainer(KernelProvider.choice().kernels(), 2)
            .train(
                task,
                spec(task, Double.parseDouble(arguments[2])),
                rounds,
                LoopOptions.NONE,
                new Epochs());
    System.out.println("trained " + result.timeSteps() + " time steps");
  }

  /** Four letters at random. */
  private static void write(Path text, long bytes) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(text), 1 << 16)) {
      for (long i = 0; i < bytes; i += 32) {
        long letters = CounterRandom.key(7, i);
        for (int k = 0; k < 32; k++) {
          out.write("acgt".charAt((int) (letters >>> (2 * k)) & 3));
        }
      }
    }
  }

  private static TrainSpec spec(PreparedTask task, double epochs) {
    ModelSpec model =
        new ModelSpec(
            task.input(),
            CellSpec.of("rnn"),
            List.of(8),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            task.outputs());
    return new TrainSpec(
        model,
        task.loss(),
        epochs,
        STREAMS,
        TRUNCATE,
        0,
        1,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.SGD, 0.1),
        ScheduleSpec.constant(),
        1);
  }

  /** Tells of the heap that is in use when an epoch ends. */
  private static final class Epochs implements RoundListener {
    @Override
    public void round(RoundMetrics metrics) {
      if (metrics.epoch() == Math.rint(metrics.epoch())) {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        System.out.printf(
            "epoch %.0f: %,d bytes of heap in use, loss %.4f%n",
            metrics.epoch(), jvm.totalMemory() - jvm.freeMemory(), metrics.trainLoss());
      }
    }
  }
}
