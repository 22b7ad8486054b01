package rondo.benchmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestKernelTable {
  private static final Map<String, String> SHAPE = Map.of("shape", "50x128x512");

  @Test
  void productsAreToldAsAShareOfPeak() {
    ForkedResult result =
        new ForkedResult("GemmBenchmark.multiply", SHAPE, List.of(65_536.0, 60_000.0, 70_000.0));
    assertThat(result.flops()).hasValue(2.0 * 50 * 128 * 512);
    assertThat(KernelTable.markdown(List.of(result), 200e9))
        .contains("| `GemmBenchmark.multiply` | 50x128x512 | 65,536 | 3 | 100.0 | 50 % |  |")
        .contains("- FMA peak, one core: 200 GFLOP/s");
  }

  @Test
  void othersHaveTheirTimeAlone() {
    ForkedResult result =
        new ForkedResult("LstmGatesBenchmark.forward", Map.of(), List.of(1.5, 1.5));
    assertThat(result.flops()).isEmpty();
    assertThat(KernelTable.markdown(List.of(result), 200e9)).contains("| 1.500 | 2 | | |  |");
  }

  @Test
  void aSlowForkIsFlagged() {
    ForkedResult result = new ForkedResult("GemmBenchmark.multiply", SHAPE, List.of(60.0, 100.0));
    assertThat(KernelTable.markdown(List.of(result), 0))
        .contains("**bimodal**: slowest fork 60 % |");
  }
}
