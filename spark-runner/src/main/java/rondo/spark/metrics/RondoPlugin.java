package rondo.spark.metrics;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Puts the gauges of {@link RoundGauge} into the metrics system of the driver, under {@code
 * plugin.rondo.spark.metrics.RondoPlugin}, so that every sink of Spark has them. Spark makes it
 * where {@code spark.plugins} names it.
 *
 * <p>It does nothing on executors: what a round costs is known to the driver.
 */
public final class RondoPlugin implements SparkPlugin {
  /** Made by Spark. */
  public RondoPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext spark, PluginContext context) {
        RoundGauges.register(context.metricRegistry());
        return Map.of();
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return null; // so says the contract where there is none
  }
}
