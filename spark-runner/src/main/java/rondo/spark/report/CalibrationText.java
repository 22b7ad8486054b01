package rondo.spark.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.plan.SyncCosts;
import rondo.spark.Calibration;
import rondo.spark.CostsJson;

/** What {@code calibrate} prints. Pure. */
public final class CalibrationText {
  private CalibrationText() {}

  /** Rounds as they were measured and as the fit explains them, then the costs. */
  public static String text(Calibration calibration) {
    StringBuilder out = new StringBuilder();
    out.append(calibration.executors()).append(" executors, ");
    out.append(calibration.cores()).append(" cores\n\n");
    TextTable table = new TextTable().row("shards", "parameters", "slices", "measured", "fitted");
    for (Calibration.Round round : calibration.rounds()) {
      table.row(
          Integer.toString(round.shards()),
          Numbers.grouped(round.parameters()),
          Integer.toString(round.slices()),
          milliseconds(round.syncSeconds()),
          milliseconds(round.expectedSeconds()));
    }
    SyncCosts costs = calibration.costs();
    out.append(table).append('\n');
    out.append("stage      ").append(milliseconds(costs.stageSeconds())).append('\n');
    out.append("task       ").append(milliseconds(costs.taskSeconds())).append('\n');
    out.append("block      ").append(milliseconds(costs.blockSeconds())).append('\n');
    out.append("serialize  ").append(rate(costs.serializedBytesPerSecond())).append('\n');
    out.append("add        ").append(rate(costs.addedBytesPerSecond())).append('\n');
    return out.toString();
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f ms", 1000 * seconds);
  }

  private static String rate(double bytesPerSecond) {
    return Double.isInfinite(bytesPerSecond)
        ? "too fast to be measured"
        : Numbers.si(bytesPerSecond) + "B/s";
  }

  /** The same as an object. */
  public static Map<String, Object> json(Calibration calibration) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("executors", calibration.executors());
    json.put("cores", calibration.cores());
    json.put("costs", CostsJson.of(calibration.costs()));
    List<Map<String, Object>> rounds =
        calibration.rounds().stream().map(CalibrationText::json).toList();
    json.put("rounds", rounds);
    return json;
  }

  private static Map<String, Object> json(Calibration.Round round) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("shards", round.shards());
    json.put("parameters", round.parameters());
    json.put("slices", round.slices());
    json.put("sync_seconds", round.syncSeconds());
    json.put("fitted_seconds", round.expectedSeconds());
    return json;
  }
}
