package rondo.spark.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;

/** The file {@code metrics.jsonl} of a run, whose last line may be cut off. */
public final class FuzzMetricsFile implements FuzzTarget {
  private static final String FILE = "metrics.jsonl";

  @Override
  public List<byte[]> seeds() {
    RoundMetrics round =
        new RoundMetrics(
            3,
            0.5,
            16,
            1.25,
            Double.NaN,
            Map.of("accuracy", 0.5),
            1000,
            1e6,
            new RoundMetrics.Times(1, 2, 3, 4, 5),
            10,
            20,
            1e-3,
            0.1,
            1,
            2,
            0,
            7);
    String line = MetricsJson.write(round);
    return List.of(
        bytes(line + "\n" + line.replace(":3,", ":4,") + "\n"),
        bytes(line + "\n" + line.substring(0, 50)),
        bytes("{\"round\":1,\"metrics\":{\"a\":null,\"b\":-0.0},\"later\":[{}]}\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void read(byte[] input) throws Exception {
    List<RoundMetrics> rounds = Refusals.taken(() -> rounds(input), ExitCode.CORRUPT);
    if (rounds == null) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    rounds.forEach(round -> lines.append(MetricsJson.write(round)).append('\n'));
    List<RoundMetrics> again = rounds(bytes(lines.toString()));
    Refusals.requireEqual("the rounds", again, rounds);
  }

  private static List<RoundMetrics> rounds(byte[] file) throws IOException {
    List<RoundMetrics> rounds = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            rounds.add(metrics);
          }
        };
    MetricsReader.replay(new ByteArrayInputStream(file), FILE, listener);
    return rounds;
  }
}
