package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.error.RondoException;
import rondo.pages.Storage;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundMetrics;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.Strategy;
import rondo.round.RunPlan;
import rondo.spark.Contexts;

/** Executors that keep no packed data in memory train the same models. */
@Timeout(300)
class TestPagesOnSpark {
  private static final String CLUSTER = "local-cluster[2,1,700]";

  private static void assertLocalBits(String master, RoundSpec rounds, RoundListener listener) {
    assertThat(Trainings.onSpark(Contexts.inPages(master), rounds, listener).parameters())
        .isEqualTo(Trainings.locally(rounds).parameters());
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void givesTheSameBits(Strategy strategy) throws IOException {
    List<Integer> files = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            files.add(pages().size());
          }
        };
    assertLocalBits("local[2]", Trainings.rounds(strategy, 5), listener);
    assertThat(files).isNotEmpty().allMatch(count -> count == 5 * 3 - 3); // one shard is empty
    assertThat(pages()).isEmpty();
  }

  /** Files of pages of this JVM that hold something, in the order in which they were begun. */
  private static List<Path> pages() {
    Path blocks = SparkEnv.get().blockManager().diskBlockManager().localDirs()[0].toPath();
    try (Stream<Path> found = Files.walk(blocks.getParent())) { // a folder of this context alone
      return found
          .filter(path -> path.toString().endsWith(".tokens"))
          .filter(path -> path.toFile().length() > 0)
          .sorted(Comparator.comparingInt(TestPagesOnSpark::number))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().replace(".tokens", ""));
  }

  @Test
  void damagedPagesAreReadAgainFromTheInput() {
    List<Path> damaged = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void started(RunPlan plan) {
            for (Path file : pages()) {
              try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(3);
                damaged.add(file);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }

          @Override
          public void round(RoundMetrics metrics) {
            assertThat(pages()).doesNotContain(damaged.get(0)); // training is packed first
          }
        };
    assertLocalBits("local[2]", Trainings.rounds(Strategy.PARAMETER_AVERAGING, 1), listener);
    assertThat(damaged).hasSize(3);
  }

  @Test
  void onExecutors() {
    RoundSpec rounds = Trainings.rounds(Strategy.BLOCK_MOMENTUM, 4);
    assertLocalBits(CLUSTER, rounds, RoundListener.NONE);
    RoundListener killer =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            if (metrics.round() == 2) {
              TestSameBitsOnEveryMaster.killAnExecutor(Contexts.inPages(CLUSTER));
            }
          }
        };
    assertLocalBits(CLUSTER, rounds, killer);
  }

  /** A task that comes to an executor that has not read its shard reads it there. */
  @Test
  void whatIsInPagesElsewhereIsReadHere() {
    JavaSparkContext spark = Contexts.inPages("local[2]");
    ShardSpaces first = new ShardSpaces(Trainings.tokens(), 2, storage(spark));
    ShardSpaces second = new ShardSpaces(Trainings.tokens(), 2, storage(spark));
    try (first;
        second) {
      CachedShard cached = first.read(1);
      assertThat(cached.packed()).isNull();
      assertThat(second.open(cached).train.fingerprint())
          .isEqualTo(first.open(cached).train.fingerprint());
      assertThat(first.read(1)).isEqualTo(cached);
      assertThat(second.open(cached)).isSameAs(second.open(cached));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThatThrownBy(() -> first.read(1)).hasMessage("The run of shard 1 is over");
    assertThat(pages()).isEmpty();
  }

  private static Storage storage(JavaSparkContext spark) {
    assertThat(spark.getConf().get(ExecutorStorage.MEMORY)).isEqualTo("0");
    return ExecutorStorage.storage();
  }

  @Test
  void theLimitIsASize() {
    SparkConf conf = new SparkConf(false);
    assertThat(ExecutorStorage.memory(conf, 800)).isEqualTo(100);
    assertThat(ExecutorStorage.memory(conf.set(ExecutorStorage.MEMORY, "3m"), 800))
        .isEqualTo(3 << 20);
    conf.set(ExecutorStorage.MEMORY, "much");
    assertThatThrownBy(() -> ExecutorStorage.memory(conf, 800))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "spark.rondo.data.memory: got much, expected a size such as 512m, or 0 for pages");
  }

  /** Else memory would be filled by runs that are over. */
  @Test
  void memoryIsGivenBack() {
    RoundSpec rounds = Trainings.rounds(Strategy.PARAMETER_AVERAGING, 4);
    JavaSparkContext spark = Contexts.on("local[2]");
    long before = ExecutorStorage.storage().bytesInMemory();
    try (SparkShardRunner runner =
        new SparkShardRunner(
            spark, Trainings.task(Trainings.tokens()), Trainings.train(), rounds)) {
      new RoundLoop(Trainings.train(), rounds, LoopOptions.NONE, runner, RoundListener.NONE)
          .run(Trainings.initial());
      assertThat(ExecutorStorage.storage().bytesInMemory()).isGreaterThan(before);
    }
    assertThat(ExecutorStorage.storage().bytesInMemory()).isEqualTo(before);
  }
}
