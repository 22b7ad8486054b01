package rondo.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLauncher {
  @Test
  void theReasonIsTheLastErrorOfTheLog() {
    String python = "Traceback:\n  File x\nModuleNotFoundError: No module named 'torch'\n";
    assertThat(Launcher.reason(1, python))
        .isEqualTo("exit code 1: ModuleNotFoundError: No module named 'torch'");
    String java = "Exception in thread \"main\" java.lang.IllegalStateException: no\n\tat a.B.c\n";
    assertThat(Launcher.reason(1, java))
        .isEqualTo("exit code 1: Exception in thread \"main\" java.lang.IllegalStateException: no");
    assertThat(Launcher.reason(139, "")).isEqualTo("exit code 139: no message");
  }

  @Test
  void aProcessThatDoesNotStartOrEndIsAFailure(@TempDir Path logs) {
    Launcher launcher = new Launcher(logs, 60);
    assertThatThrownBy(() -> launcher.run("a", List.of("/no/such/program"), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/no/such/program");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThatThrownBy(() -> launcher.run("b", List.of(java, "no.such.Main"), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("exit code 1: ");
    assertThatThrownBy(() -> launcher.run("c", List.of(java, "--version"), 1))
        .hasMessageStartingWith("printed '");
  }
}
