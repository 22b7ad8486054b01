package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.plan.SyncWork;
import rondo.round.RoundInput;
import rondo.round.RoundSize;
import rondo.spark.Contexts;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.Sizing;
import rondo.train.TrainSpec;
import scala.reflect.ClassTag$;

/** What the model of costs counts is what Spark counts, but for headers: on any machine. */
class TestSyncWorkOnSpark {
  /** Counts tasks, stages and bytes. */
  private static final class Counter extends SparkListener {
    final AtomicLong stages = new AtomicLong();
    final AtomicLong tasks = new AtomicLong();
    final AtomicLong results = new AtomicLong();
    final AtomicLong shuffled = new AtomicLong();

    @Override
    public void onStageCompleted(SparkListenerStageCompleted completed) {
      stages.incrementAndGet();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      tasks.incrementAndGet();
      shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
      // What a task of a shuffle returns is where its files are, not numbers of ours.
      results.addAndGet(end.taskType().equals("ResultTask") ? end.taskMetrics().resultSize() : 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, driver, float32, reset",
    "3, driver, float32, average-second",
    "3, driver, int8, average",
    "4, sliced, float32, average-second",
    "6, sliced, bfloat16, reset"
  })
  void ofARound(int shards, String reduce, String wire, String inner) throws Exception {
    JavaSparkContext spark = Contexts.on("local[2]");
    JobConfig job = job(shards, reduce, wire, inner);
    PreparedTask task = prepared(job);
    TrainSpec train =
        job.training()
            .spec(
                job.model().spec(task.input(), task.outputs(), task.sequenceOutputs()),
                task.loss());
    RoundSize size = RoundSize.of(train, job.rounds());
    SyncWork work =
        SyncWork.of(size, shards, 1, SlicedReduce.slices(job.rounds(), size.updateBytes(), true));
    float[] parameters = Sizing.layout(train.model()).initialParameters(1);
    float[][] moments = new float[size.sent()][parameters.length];
    RoundInput input = new RoundInput(0, 0, 2, 2, 2, 1, parameters, moments, Map.of());
    Counter counter = new Counter();
    try (SparkShardRunner runner = new SparkShardRunner(spark, task, train, job.rounds())) {
      runner.shards();
      runner.run(input); // what follows is a round like any other
      spark.sc().listenerBus().waitUntilEmpty(60_000);
      spark.sc().addSparkListener(counter);
      runner.run(input);
      spark.sc().listenerBus().waitUntilEmpty(60_000);
    } finally {
      spark.sc().removeSparkListener(counter);
    }
    assertThat(counter.stages.get()).isEqualTo(work.stages());
    assertThat(counter.tasks.get()).isEqualTo(work.tasks());
    assertNear(counter.results.get(), work.resultBytes());
    assertNear(counter.shuffled.get(), work.shuffleBytes());
    long down =
        SparkEnv.get()
            .serializer()
            .newInstance()
            .serialize(input, ClassTag$.MODULE$.apply(RoundInput.class))
            .remaining();
    assertNear(down, work.broadcastBytes());
  }

  /** Within the kilobyte an update that the model adds, and what Spark's own objects take. */
  private static void assertNear(long counted, long expected) {
    assertThat((double) counted).isBetween(0.95 * expected, 1.05 * expected);
  }

  private static JobConfig job(int shards, String reduce, String wire, String inner) {
    String text =
        String.format(
            """
            task = adding-problem
            data { length = 4, examples = %d, validation = 0, test = 0 }
            model { cell = lstm, hidden = [128] }
            training { batch = 1, truncate = 0 }
            rounds {
              shards = %d, strategy = block-momentum, local-steps = 2, inner-state = %s
              warmup = 0, wire = %s, reduce = %s
            }
            """,
            2 * shards, shards, inner, wire, reduce);
    return JobFile.of("test", text, List.of()).job();
  }

  private static PreparedTask prepared(JobConfig job) throws IOException {
    return Tasks.of(job.task())
        .prepare(new TaskContext(job.data(), 0, 0, 1, new LocalFileAccess(), RangeScanner.LOCAL));
  }
}
