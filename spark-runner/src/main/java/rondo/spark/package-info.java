/**
 * Training on Spark: {@link rondo.spark.SparkShardRunner} runs rounds as Spark jobs, {@link
 * rondo.spark.TrainJob} is all of a training. It moves parameters and does not know what they mean:
 * the arithmetic is in core.
 */
package rondo.spark;
