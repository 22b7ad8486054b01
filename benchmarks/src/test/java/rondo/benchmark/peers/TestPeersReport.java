package rondo.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestPeersReport {
  private final List<Run> runs = new ArrayList<>();

  private void measured(String peer, String workload, double... rates) {
    for (double rate : rates) {
      ProcessResult result =
          new ProcessResult(peer, peer + " 1", workload, 1, rate, 0, 2.5, 10, List.of(rate));
      runs.add(new Run(1, peer, workload, 1, result, null));
    }
  }

  private PeersReport report() {
    List<String> options = List.of("--threads", "1", "--workload", "char-128,series-64");
    return PeersReport.of(PeersOptions.parse(options, "java", 1), runs);
  }

  /** FLOP of a time step of char-128. */
  private static final double FLOP = FlopCount.of(Workload.named("char-128")) / 6400.0;

  @Test
  void tellsRatesSharesAndRatios() {
    measured(FmaPeak.NAME, FmaPeak.NAME, 200_000 * FLOP);
    measured("rondo", "char-128", 90_000, 100_000, 110_000);
    measured("torch", "char-128", 40_000);
    measured("djl", "char-128", 50_000);
    measured("rondo", "series-64", 90_000);
    measured("torch", "series-64", 10_000);
    String text = report().markdown();
    assertThat(text)
        .contains("| `char-128` | 1 | rondo | 100,000 | 64.0 | 47.0 | 50 % | | 2.500 |  |")
        .contains("| `char-128` | 1 | torch | 40,000 | 160.0 | 18.8 | 20 % | 2.50 | 2.500 |  |")
        .contains("- FMA peak, 1 thread(s): 94 GFLOP/s")
        .contains("over torch, 1 thread(s), training: geometric mean 4.74, smallest 2.50 (2 wor")
        .contains("over the faster PyTorch, 1 thread(s), training: geometric mean 4.24, smal")
        .contains("- rondo: rondo 1");
  }

  @Test
  void flagsWhatIsBimodal() {
    measured("rondo", "char-128", 100_000, 60_000, 95_000);
    assertThat(report().markdown()).contains("**bimodal**: slowest 60 % |");
  }

  @Test
  void failuresAreRows() {
    runs.add(new Run(1, "dl4j", "char-128", 1, null, "exit code 1: Error: no"));
    measured("torch", "char-128", 40_000);
    runs.add(new Run(2, "torch", "char-128", 1, null, "no result after 9 s"));
    assertThat(report().markdown())
        .contains("| dl4j | | | | | | | failed: exit code 1: Error: no |")
        .contains("some failed: no result after 9 s |");
  }

  @Test
  void jsonHasCellsAndRuns() throws Exception {
    measured("rondo", "char-128", 100_000, 60_000);
    JsonNode json = new ObjectMapper().readTree(report().json());
    JsonNode cell = json.get("cells").get(0);
    assertThat(cell.get("timeStepsPerSecond").asDouble()).isEqualTo(80_000);
    assertThat(cell.get("bimodal").asBoolean()).isTrue();
    assertThat(cell.has("shareOfPeak")).isFalse();
    assertThat(json.get("runs")).hasSize(2);
  }
}
