package rondo.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** submit-standalone.sh against a Master and a Worker of a real distribution. */
@Tag("distribution")
class TestSubmitStandalone {

  @TempDir static Path folder;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    Path properties = folder.resolve("spark.properties");
    Files.writeString(properties, "spark.master.rest.enabled false\n");
    cluster = new StandaloneCluster(folder, properties);
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void bothModesTrainTheSameModelWithVectorKernels() throws Exception {
    Distribution.Ended client = submit("client", null);
    assertThat(client.code()).as(client.err()).isZero();
    Distribution.Ended onCluster = submit("cluster", null);
    assertThat(onCluster.code()).as(onCluster.err()).isZero();

    List<String> kernels = Distribution.kernelsOfBothModes(client, folder, cluster.work());
    assertThat(kernels)
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).contains("kernels").doesNotContain("--add-modules"));
  }

  @Test
  void failuresHaveTheirExitCodes() throws Exception {
    Distribution.Ended client = submit("client", "/no/such/text");
    assertThat(client.err()).contains("/no/such/text");
    assertThat(client.code()).isEqualTo(66);
    Distribution.Ended onCluster = submit("cluster", "/no/such/text");
    assertThat(onCluster.err()).contains("submit-standalone.sh: the driver failed; its last lines");
    assertThat(onCluster.code()).isEqualTo(75);
    assertThat(Distribution.texts(cluster.work(), "stderr"))
        .anyMatch(log -> log.contains("rondo: data.path: there is nothing at /no/such/text"));
  }

  private static Distribution.Ended submit(String mode, String data) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--master", cluster.url(), "--deploy-mode", mode, "--num-executors", "2"));
    arguments.addAll(
        List.of("--executor-cores", "1", "--executor-memory", "700m", "--driver-memory", "700m"));
    String output = folder.resolve(data == null ? mode : mode + "-refused").toString();
    arguments.addAll(TinyJob.train(folder, data, output));
    return Distribution.submit(folder, Map.of(), "submit-standalone.sh", arguments);
  }
}
