/**
 * The running training in Spark's metrics: {@link rondo.spark.metrics.RondoPlugin} registers gauges
 * with the driver, {@link rondo.spark.metrics.RoundGauges} feeds them.
 */
package rondo.spark.metrics;
