package rondo.spark.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.EnumMap;
import java.util.Map;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RunPlan;

/**
 * The last values of {@link RoundGauge} in this JVM. Spark makes plugins by itself and gives them
 * to nobody, so what a training and {@link RondoPlugin} share is static; with several trainings
 * after one another the gauges show the latest.
 *
 * <p>Thread use: one training at a time writes, any thread reads. All values that a reader sees are
 * finite or NaN, which means not known yet; those of one round replace one another at once, but a
 * sink reads gauge after gauge.
 */
public final class RoundGauges {
  private static volatile Map<RoundGauge, Number> latest = Map.of();

  private RoundGauges() {}

  /** What a training tells its rounds to. */
  public static RoundListener listener() {
    return new RoundListener() {
      @Override
      public void started(RunPlan plan) {
        latest = Map.of();
      }

      @Override
      public void round(RoundMetrics metrics) {
        latest = next(latest, metrics);
      }
    };
  }

  /** Adds one gauge for each {@link RoundGauge}, under its key. */
  static void register(MetricRegistry registry) {
    for (RoundGauge gauge : RoundGauge.values()) {
      Gauge<Number> reader = () -> latest.getOrDefault(gauge, Double.NaN);
      registry.register(gauge.key(), reader);
    }
  }

  private static Map<RoundGauge, Number> next(
      Map<RoundGauge, Number> before, RoundMetrics metrics) {
    Map<RoundGauge, Number> values = new EnumMap<>(RoundGauge.class);
    for (RoundGauge gauge : RoundGauge.values()) {
      Number value = gauge.of(metrics);
      boolean known = Double.isFinite(value.doubleValue()); // else not measured in this round
      values.put(gauge, known ? value : before.getOrDefault(gauge, Double.NaN));
    }
    return values;
  }
}
