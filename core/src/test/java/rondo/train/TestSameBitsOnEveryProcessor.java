package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole trainings in fresh JVMs that are told which instructions the processor has. A flag that it
 * lacks is lowered by the JVM, so this passes everywhere and compares most where there is most.
 */
class TestSameBitsOnEveryProcessor {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  @TempDir private Path folder;

  @Test
  void fiftyStepsGiveTheSameBits() throws Exception {
    List<String> scalar = lines("-Drondo.kernels=scalar");
    assertThat(scalar).hasSize(6).first().isEqualTo("kernels scalar");
    List<String> bits = scalar.subList(1, 6);
    assertThat(bits).doesNotHaveDuplicates();
    for (String instructions : List.of("-XX:UseAVX=3", "-XX:UseAVX=2")) {
      List<String> vector =
          lines(
              MODULE,
              "-XX:+IgnoreUnrecognizedVMOptions", // no such flag on ARM
              instructions,
              "-Drondo.kernels=vector");
      assertThat(vector.get(0)).as(instructions).startsWith("kernels vector");
      assertThat(vector.subList(1, 6)).as(instructions).isEqualTo(bits);
    }
  }

  @Test
  void withoutTheModuleTheScalarTwinTakesOver() throws Exception {
    assertThat(lines().get(0)).isEqualTo("kernels scalar");
  }

  /** What a JVM of its own prints. */
  private List<String> lines(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FiftySteps.class.getName());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in five minutes").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
