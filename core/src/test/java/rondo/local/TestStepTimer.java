package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.model.CounterRandom;
import rondo.pages.Storage;
import rondo.plan.StepCost;
import rondo.round.Machine;
import rondo.task.PackedShard;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.TrainSpec;

class TestStepTimer {
  /**
   * By a clock that goes on by 10 ms whenever it is looked at: a round takes that, however long.
   */
  private static StepCost measured(String rounds, int examples) throws IOException {
    String text =
        """
        task = adding-problem
        data { length = 4, examples = %d, validation = 0, test = 0 }
        model { hidden = [3] }
        training { batch = 2, truncate = 0 }
        rounds { %s }
        """;
    JobConfig job = JobFile.of("test", String.format(text, examples, rounds), List.of()).job();
    PreparedTask task =
        Tasks.of(job.task())
            .prepare(
                new TaskContext(job.data(), 0, 0, 1, new LocalFileAccess(), RangeScanner.LOCAL));
    TrainSpec train =
        job.training()
            .spec(
                job.model().spec(task.input(), task.outputs(), task.sequenceOutputs()),
                task.loss());
    AtomicLong now = new AtomicLong();
    try (Machine machine = Machine.of(1);
        Storage storage = Storage.ofThisJvm()) {
      PackedShard shard =
          PackedShard.read(task.reader(), 0, job.rounds().shards(), storage.space("shard 0"));
      return new StepTimer(() -> now.addAndGet(10_000_000))
          .measure(
              shard.worker(task.reader(), task.metric(), train, job.rounds(), machine),
              shard.info(task.reader(), train),
              train,
              job.rounds(),
              1);
    }
  }

  /** Rounds of a quarter of a second, as steps of 10 ms promise, and not past the epoch's end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shards = 1 | 200 | 25",
        "shards = 1 | 20 | 10",
        "shards = 2, strategy = block-momentum | 200 | 25",
        "shards = 2, strategy = gradient-averaging | 200 | 1"
      })
  void dividesRoundsByTheirSteps(String rounds, int examples, int steps) throws IOException {
    StepCost cost = measured(rounds, examples);
    assertThat(cost.seconds()).isCloseTo(0.01 / steps, within(1e-9));
    assertThat(cost.spread()).isZero();
  }

  @Test
  void theSpreadIsThatOfSteps() {
    double[] steps = new double[4001];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = 5 + CounterRandom.gaussian(3, i);
    }
    steps[17] = 1e6; // a pause of the machine
    assertThat(StepTimer.spread(steps)).isCloseTo(0.2, Percentage.withPercentage(5));
  }
}
