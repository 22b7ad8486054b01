package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The JVM options that spark-submit would give must be the same in the build and the scripts. */
class TestModuleOptions {
  private static final List<String> EXPECTED =
      List.of(JavaModuleOptions.defaultModuleOptions().trim().split(" +"));

  @Test
  @Tag("vector-module")
  void testsRunWithTheOptionsOfSpark() {
    assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).containsAll(EXPECTED);
  }

  @Test
  void launchScriptHasTheOptionsOfSpark() throws IOException {
    String script = Files.readString(Path.of("..", "submit-scripts", "common.sh"));
    String list =
        script.substring(script.indexOf("module_options=(") + "module_options=(".length());
    assertThat(list.substring(0, list.indexOf(')')).trim().split("\\s+"))
        .containsExactlyElementsOf(EXPECTED);
  }
}
