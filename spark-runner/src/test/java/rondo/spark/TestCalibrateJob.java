package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.plan.Bandwidth;
import rondo.round.RoundSpec.Reduce;
import rondo.spark.report.CalibrationText;

@Timeout(600)
class TestCalibrateJob {
  @TempDir Path folder;

  @Test
  void measuresOnExecutorsAndFits() throws IOException {
    Contexts.on("local-cluster[2,2,700]");
    List<String> told = new ArrayList<>();
    Calibration calibration = new CalibrateJob(List.of(), 3, Bandwidth.UNLIMITED, told::add).run();
    assertThat(calibration.executors()).isEqualTo(2);
    assertThat(calibration.cores()).isEqualTo(4);
    assertThat(calibration.rounds())
        .hasSameSizeAs(CalibrateJob.kinds(4, List.of()))
        .allSatisfy(round -> assertThat(round.syncSeconds()).isPositive())
        .anySatisfy(round -> assertThat(round.slices()).isGreaterThan(1));
    assertThat(calibration.costs().stageSeconds() + calibration.costs().taskSeconds()).isPositive();
    assertThat(told).hasSize(2 * calibration.rounds().size());

    // What is printed can be planned with.
    Path file = folder.resolve("costs.json");
    Files.writeString(file, new ObjectMapper().writeValueAsString(finite(calibration)));
    assertThat(CostsJson.read(file.toString())).isEqualTo(calibration.costs());
    assertThat(CalibrationText.text(calibration)).contains("2 executors, 4 cores", "stage");
  }

  /** As Console prints it. */
  private static Object finite(Calibration calibration) {
    Map<String, Double> costs = CostsJson.of(calibration.costs());
    costs.replaceAll((name, value) -> Double.isFinite(value) ? value : null);
    return Map.of("costs", costs);
  }

  @Test
  void threadsOfOneJvmTellNothing() {
    Contexts.on("local[2]");
    assertThatThrownBy(() -> new CalibrateJob(3, Bandwidth.UNLIMITED, line -> {}).run())
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessage(
            "spark.master: got local[2] with 0 cores on executors, expected executors with at"
                + " least 4 together; pass --master 'local-cluster[2,4,1024]' or that of a"
                + " cluster");
  }

  @Test
  void shardsOfAKindAreComputedAtOnce() {
    assertThat(CalibrateJob.kinds(8, List.of(256)))
        .allSatisfy(kind -> assertThat(kind.shards()).isLessThanOrEqualTo(8))
        .contains(new CalibrateJob.Kind(8, 16, Reduce.SLICED))
        .contains(new CalibrateJob.Kind(4, 256, Reduce.DRIVER))
        .doesNotContain(new CalibrateJob.Kind(1, 16, Reduce.SLICED));
  }
}
