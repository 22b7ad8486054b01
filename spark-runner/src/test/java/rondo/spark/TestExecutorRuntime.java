package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestExecutorRuntime {
  private static SparkConf on(String master) {
    return new SparkConf(false).set("spark.master", master);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"local;1", "local[3];3", "local[7,2];7", "local-cluster[2,5,700];5"})
  void usesTheCoresThatTheMasterGives(String master, int threads) {
    assertThat(ExecutorRuntime.threads(on(master))).isEqualTo(threads);
  }

  @Test
  void usesAllCoresWhereNothingIsSaid() {
    int all = Runtime.getRuntime().availableProcessors();
    assertThat(ExecutorRuntime.threads(on("local[*]"))).isEqualTo(all);
    assertThat(ExecutorRuntime.threads(on("spark://host:7077"))).isEqualTo(all);
  }

  @Test
  void obeysTheConfiguration() {
    SparkConf conf = on("yarn").set("spark.executor.cores", "6");
    assertThat(ExecutorRuntime.threads(conf)).isEqualTo(6);
    conf.set(ExecutorRuntime.THREADS, "4");
    assertThat(ExecutorRuntime.threads(conf)).isEqualTo(4);
  }
}
