package rondo.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.io.Hdfs;

/** submit-yarn.sh against a resource manager, a node manager and an HDFS. */
@Tag("distribution")
class TestSubmitYarn {

  @TempDir static Path folder;
  private static YarnCluster cluster;
  private static FileSystem hdfs;

  @BeforeAll
  static void start() throws Exception {
    hdfs = Hdfs.files();
    cluster = new YarnCluster(folder);
    TinyJob.train(folder, null, "");
    hdfs.copyFromLocalFile(hadoop(folder.resolve("text.txt").toUri().toString()), hadoop("/text"));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void bothModesTrainTheSameModelWithVectorKernels() throws Exception {
    Distribution.Ended client = submit("client", "/text", "/runs/client");
    assertThat(client.code()).as(client.err()).isZero();
    Distribution.Ended onCluster = submit("cluster", "/text", "/runs/cluster");
    assertThat(onCluster.code()).as(onCluster.err()).isZero();

    for (String mode : List.of("client", "cluster")) {
      hdfs.copyToLocalFile(hadoop("/runs/" + mode), hadoop(folder.resolve(mode).toString()));
    }
    List<String> kernels = Distribution.kernelsOfBothModes(client, folder, cluster.logs());
    assertThat(kernels)
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(line -> assertThat(line).contains("kernels").doesNotContain("--add-modules"));
  }

  /** Nobody gives YARN a secret: Spark makes one for each application. */
  @Test
  void trainsWithSecureConf() throws Exception {
    String secure = Path.of("../conf/secure.conf").toRealPath().toString();
    Distribution.Ended ended = submit("cluster", "/text", "/runs/secure", "--secure", secure);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(hdfs.exists(hadoop("/runs/secure/model/model.safetensors"))).isTrue();
    assertThat(Distribution.lines(cluster.logs(), "stderr", "authentication enabled")).isNotEmpty();
  }

  @Test
  void failuresHaveTheirExitCodes() throws Exception {
    Distribution.Ended client = submit("client", "/no/such/text", "/runs/refused-1");
    assertThat(client.err()).contains("rondo: data.path: there is nothing at", "/no/such/text");
    assertThat(client.code()).isEqualTo(66);
    Distribution.Ended onCluster = submit("cluster", "/no/such/text", "/runs/refused-2");
    assertThat(onCluster.err()).contains("data.path: there is nothing at", "/no/such/text");
    assertThat(onCluster.code()).isEqualTo(1);
  }

  private static Distribution.Ended submit(
      String mode, String data, String output, String... options) throws Exception {
    String java = System.getProperty("java.home");
    List<String> arguments = new ArrayList<>(List.of("--deploy-mode", mode));
    arguments.addAll(List.of("--num-executors", "2", "--executor-cores", "1"));
    arguments.addAll(List.of("--executor-memory", "700m", "--driver-memory", "700m"));
    // The machine of the nodes has the distribution; else half a gigabyte is sent each time.
    arguments.addAll(List.of("--conf", "spark.yarn.jars=local:" + Distribution.home() + "/jars/*"));
    arguments.addAll(List.of("--conf", "spark.yarn.appMasterEnv.JAVA_HOME=" + java));
    arguments.addAll(List.of("--conf", "spark.executorEnv.JAVA_HOME=" + java));
    arguments.addAll(List.of(options));
    arguments.addAll(TinyJob.train(folder, hdfs.getUri() + data, hdfs.getUri() + output));
    return Distribution.submit(
        folder,
        Map.of("HADOOP_CONF_DIR", cluster.configuration().toString()),
        "submit-yarn.sh",
        arguments);
  }

  private static org.apache.hadoop.fs.Path hadoop(String path) {
    return new org.apache.hadoop.fs.Path(path);
  }
}
