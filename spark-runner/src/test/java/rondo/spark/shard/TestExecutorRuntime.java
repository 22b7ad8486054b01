package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestExecutorRuntime {
  private static final String MAIN = "rondo.spark.cli.Rondo train --cores 9";
  private static final String EXECUTOR =
      "org.apache.spark.executor.CoarseGrainedExecutorBackend --driver-url spark://x --executor-id 0"
          + " --hostname 10.0.0.7 --cores 12 --app-id app-1 --resourceProfileId 0";

  private static SparkConf on(String master) {
    return new SparkConf(false).set("spark.master", master);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"local;1", "local[3];3", "local[7,2];7"})
  void usesTheCoresThatTheMasterGives(String master, int threads) {
    assertThat(ExecutorRuntime.threads(on(master), MAIN)).isEqualTo(threads);
  }

  @Test
  void usesAllCoresWhereNothingIsSaid() {
    int all = Runtime.getRuntime().availableProcessors();
    assertThat(ExecutorRuntime.threads(on("local[*]"), MAIN)).isEqualTo(all);
    SparkConf forACluster = on("local[*,3]").set("spark.executor.cores", "16");
    assertThat(ExecutorRuntime.threads(forACluster, MAIN)).isEqualTo(all);
    assertThat(ExecutorRuntime.threads(on("spark://host:7077"), MAIN)).isEqualTo(all);
  }

  @Test
  void usesTheCoresThatTheExecutorWasStartedWith() {
    assertThat(ExecutorRuntime.threads(on("spark://host:7077"), EXECUTOR)).isEqualTo(12);
    assertThat(ExecutorRuntime.threads(on("yarn"), EXECUTOR.replace("Coarse", "YarnCoarse")))
        .isEqualTo(12);
  }

  @Test
  void obeysTheConfiguration() {
    SparkConf conf = on("yarn").set("spark.executor.cores", "6");
    assertThat(ExecutorRuntime.threads(conf, MAIN)).isEqualTo(6);
    conf.set(ExecutorRuntime.THREADS, "4");
    assertThat(ExecutorRuntime.threads(conf, EXECUTOR)).isEqualTo(4);
  }
}
