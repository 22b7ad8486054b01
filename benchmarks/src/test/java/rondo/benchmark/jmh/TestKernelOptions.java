package rondo.benchmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestKernelOptions {
  @Test
  void defaultsAndEveryOption() {
    assertThat(KernelOptions.parse(List.of())).isEqualTo(new KernelOptions(".*", null, 0, 0));
    assertThat(
            KernelOptions.parse(
                List.of("Gemm", "--json", "a.json", "--forks", "3", "--iteration", "50")))
        .isEqualTo(new KernelOptions("Gemm", Path.of("a.json"), 3, 50));
  }

  @Test
  void refusesWithASentence() {
    assertThatThrownBy(() -> KernelOptions.parse(List.of("a", "b")))
        .hasMessage("got 'b' after 'a', expected one regex");
    assertThatThrownBy(() -> KernelOptions.parse(List.of("--forks", "0")))
        .hasMessage("--forks: got '0', expected a whole number, 1 to 99999");
    assertThatThrownBy(() -> KernelOptions.parse(List.of("--fork", "1")))
        .hasMessage("got '--fork', expected one of the options");
  }
}
