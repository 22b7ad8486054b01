/**
 * Jobs: {@link rondo.spark.TrainJob} is all of a training, from its job file to the report. {@link
 * rondo.spark.shard} runs its rounds, {@link rondo.spark.predict} tells what came of it.
 */
package rondo.spark;
