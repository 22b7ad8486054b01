package rondo.benchmark.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestNabOptions {
  @Test
  void defaultsAndEveryOption() {
    assertThat(NabOptions.parse(List.of("--data", "NAB")))
        .isEqualTo(new NabOptions(Path.of("NAB"), 1));
    assertThat(NabOptions.parse(List.of("--seed", "7", "--data", "NAB")))
        .isEqualTo(new NabOptions(Path.of("NAB"), 7));
  }

  @Test
  void refusesWithASentence() {
    assertThatThrownBy(() -> NabOptions.parse(List.of()))
        .hasMessage("--data: got nothing, expected the benchmark's folder");
    assertThatThrownBy(() -> NabOptions.parse(List.of("--data")))
        .hasMessage("--data: got nothing, expected a value");
    assertThatThrownBy(() -> NabOptions.parse(List.of("--seed", "x")))
        .hasMessage("--seed: got 'x', expected a whole number, 0 to 999999999");
    assertThatThrownBy(() -> NabOptions.parse(List.of("--sed", "1")))
        .hasMessage("got '--sed', expected one of the options");
  }
}
