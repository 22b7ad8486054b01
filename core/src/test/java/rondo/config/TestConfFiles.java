package rondo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestConfFiles {
  private static final Path CONF = Path.of("../conf");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      // spark-defaults.conf.template, secure.conf and the like are Spark's, not job files.
      return files
          .filter(file -> file.toString().endsWith(".conf") && !file.endsWith("secure.conf"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyJobFileIsValid(Path file) {
    assertThat(JobFile.read(file, List.of()).job().training().epochs()).isPositive();
  }

  @Test
  void theCommentedExampleHoldsEveryKeyWithItsDefault() throws IOException {
    String example = Files.readString(CONF.resolve("language-model.conf"));
    String defaults;
    try (InputStream in = JobFile.class.getResourceAsStream("defaults.conf")) {
      defaults = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(body(example)).isEqualTo(body(defaults));
  }

  private static String body(String file) {
    return file.substring(file.indexOf("# What is learned"));
  }
}
