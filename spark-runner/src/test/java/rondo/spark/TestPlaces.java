package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.task.DataSpec;

class TestPlaces {
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
}
