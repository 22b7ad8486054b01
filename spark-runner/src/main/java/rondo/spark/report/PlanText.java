package rondo.spark.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.plan.Bandwidth;
import rondo.plan.Forecast;
import rondo.spark.Plan;

/** What {@code plan} prints. Pure. */
public final class PlanText {
  private PlanText() {}

  /** A line on the job, a table, and what the table leaves out; each ends with a line break. */
  public static String text(Plan plan, int cores, Bandwidth bandwidth) {
    StringBuilder out = new StringBuilder();
    out.append(Numbers.grouped(plan.parameters())).append(" parameters; a step of ");
    out.append(Numbers.grouped(Math.round(plan.timeSteps()))).append(" time steps takes ");
    out.append(seconds(plan.step().seconds())).append(" on ").append(cores);
    out.append(cores == 1 ? " core (" : " cores (");
    out.append(plan.measured() ? "measured here, steps differ by " : "as given, steps differ by ");
    out.append(Numbers.percent(plan.step().spread())).append(")\nnetwork ");
    out.append(Numbers.significant(bandwidth.bitsPerSecond() / 1e9, 3))
        .append(" Gbit/s a machine\n\n");
    out.append(times(plan)).append('\n').append(sizes(plan));
    out.append(
        "\nH: local steps of a round; advised: the fewest with sync at most 10 %, 4 to 64\n");
    out.append("steps/s: time steps of all executors; efficiency: beside one executor\n");
    out.append("down, up: bytes on the wire a round; driver, executor: heap needed, at least\n");
    out.append("Times are those of rounds, without evaluation, checkpoints and Spark's start.\n");
    return out.toString();
  }

  private static TextTable times(Plan plan) {
    TextTable table =
        new TextTable()
            .row(
                "executors",
                "H",
                "advised",
                "round",
                "sync",
                "epoch",
                "run",
                "steps/s",
                "efficiency");
    for (Forecast forecast : plan.forecasts()) {
      table.row(
          Numbers.grouped(forecast.executors()),
          Integer.toString(forecast.localSteps()),
          Integer.toString(forecast.advisedLocalSteps()),
          seconds(forecast.roundSeconds()),
          String.format(Locale.ROOT, "%.1f%%", 100 * forecast.syncShare()),
          seconds(forecast.epochSeconds()),
          seconds(forecast.runSeconds()),
          Numbers.si(forecast.timeStepsPerSecond()),
          Numbers.percent(forecast.efficiency(plan.one())));
    }
    return table;
  }

  private static TextTable sizes(Plan plan) {
    TextTable table =
        new TextTable()
            .row("executors", "shards", "rounds", "reduce", "down", "up", "driver", "executor");
    for (Forecast forecast : plan.forecasts()) {
      table.row(
          Numbers.grouped(forecast.executors()),
          Numbers.grouped(forecast.shards()),
          Numbers.grouped(forecast.rounds()),
          reduce(forecast) + (forecast.slices() == 1 ? "" : " " + forecast.slices()),
          bytes(forecast.bytesDown()),
          bytes(forecast.bytesUp()),
          bytes(forecast.driverBytes()),
          bytes(forecast.executorBytes()));
    }
    return table;
  }

  private static String reduce(Forecast forecast) {
    return forecast.slices() == 1 ? "driver" : "sliced";
  }

  /** Steps take milliseconds and runs weeks. */
  private static String seconds(double seconds) {
    return seconds < 1
        ? Numbers.significant(1000 * seconds, 3) + " ms"
        : seconds < 10 ? Numbers.significant(seconds, 3) + " s" : Numbers.duration(seconds);
  }

  private static String bytes(long bytes) {
    return Numbers.si(bytes) + "B";
  }

  /** The same as an object. */
  public static Map<String, Object> json(Plan plan, int cores, Bandwidth bandwidth) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("parameters", plan.parameters());
    json.put("epochs", plan.train().epochs());
    json.put("cores", cores);
    json.put("bandwidth_bits_per_second", bandwidth.bitsPerSecond());
    json.put("step_seconds", plan.step().seconds());
    json.put("step_spread", plan.step().spread());
    json.put("step_time_steps", plan.timeSteps());
    json.put("step_measured", plan.measured());
    List<Map<String, Object>> plans =
        plan.forecasts().stream().map(forecast -> json(forecast, plan.one())).toList();
    json.put("plans", plans);
    return json;
  }

  private static Map<String, Object> json(Forecast forecast, Forecast one) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("executors", forecast.executors());
    json.put("shards", forecast.shards());
    json.put("local_steps", forecast.localSteps());
    json.put("advised_local_steps", forecast.advisedLocalSteps());
    json.put("round_seconds", forecast.roundSeconds());
    json.put("sync_seconds", forecast.syncSeconds());
    json.put("sync_share", forecast.syncShare());
    json.put("epoch_seconds", forecast.epochSeconds());
    json.put("rounds", forecast.rounds());
    json.put("seconds", forecast.runSeconds());
    json.put("time_steps_per_second", forecast.timeStepsPerSecond());
    json.put("efficiency", forecast.efficiency(one));
    json.put("reduce", reduce(forecast));
    json.put("slices", forecast.slices());
    json.put("bytes_down", forecast.bytesDown());
    json.put("bytes_up", forecast.bytesUp());
    json.put("driver_bytes", forecast.driverBytes());
    json.put("executor_bytes", forecast.executorBytes());
    return json;
  }
}
