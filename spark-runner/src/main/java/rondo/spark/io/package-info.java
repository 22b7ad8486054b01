/**
 * Files through Hadoop: HDFS, S3 and whatever else it knows. {@link rondo.spark.io.RunDirectories}
 * opens run directories, {@link rondo.spark.io.HadoopFileAccess} reads input on any machine.
 */
package rondo.spark.io;
