/**
 * {@code rondo init}: looks at data and drafts a commented job file. {@link
 * rondo.spark.init.TableProfiler} and {@link rondo.spark.init.SequenceLook} look, with Spark SQL;
 * {@link rondo.spark.init.RoleFinder} tells what columns are for; a {@code Draft} for each kind of
 * task has the rules by which values are chosen, and {@link rondo.spark.init.JobText} writes them
 * with the reasons as comments.
 */
package rondo.spark.init;
