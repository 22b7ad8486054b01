package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.error.RondoException;
import rondo.spark.io.SharedFolder;
import rondo.task.DataSpec;

class TestPlaces {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "data/x.txt, false",
    "/data/x.txt, false",
    "file:/data/x.txt, false",
    "hdfs:///data/x.txt, true",
    "s3a://bucket/x.txt, true"
  })
  void aSchemeOtherThanFileIsRemote(String path, boolean remote) {
    assertThat(Places.isRemote(path)).isEqualTo(remote);
    boolean kept = path.contains(":") || path.startsWith("/");
    assertThat(Places.located(DataSpec.ofPath(path, 0.1, 0.2)))
        .isEqualTo(
            DataSpec.ofPath(kept ? path : Path.of(path).toAbsolutePath().toString(), 0.1, 0.2));
  }

  @Test
  void generatedDataStaysAsItIs() {
    DataSpec data = DataSpec.generated(10, 20, 0.1, 0.1);
    assertThat(Places.located(data)).isEqualTo(data);
  }

  @Test
  void executorsThatDoNotSeeTheOutputAreTold() throws IOException {
    JavaSparkContext spark = Contexts.on("local[2]");
    String path = folder.resolve("seen").toString();
    SharedFolder seen = SharedFolder.create(path, Places.configuration());
    Places.requireSeen(spark, seen);
    seen.delete();
    assertThatThrownBy(() -> Places.requireSeen(spark, seen))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            path
                + " is on the disk of the driver and an executor does not see it, expected a folder"
                + " that all of them see; give an output on HDFS or S3, or on a shared disk");
  }

  @Test
  void goesOnWithFewDataNodesUnlessToldOtherwise() throws IOException {
    assertThat(withFewDataNodes()).isTrue();
    String name = "spark.hadoop." + Places.FEW_DATA_NODES;
    System.setProperty(name, "false");
    try {
      assertThat(withFewDataNodes()).isFalse();
    } finally {
      System.clearProperty(name);
    }
    Files.writeString(
        folder.resolve("hdfs-site.xml"),
        "<configuration><property><name>%s</name><value>false</value></property></configuration>"
            .formatted(Places.FEW_DATA_NODES));
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    URL[] conf = {folder.toUri().toURL()};
    try (URLClassLoader withSite = new URLClassLoader(conf, usual)) {
      thread.setContextClassLoader(withSite);
      assertThat(withFewDataNodes()).isFalse();
    } finally {
      thread.setContextClassLoader(usual);
    }
    assertThat(withFewDataNodes()).isTrue();
  }

  private static boolean withFewDataNodes() {
    return Places.configuration().getBoolean(Places.FEW_DATA_NODES, false);
  }
}
