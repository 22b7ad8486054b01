/**
 * The command line. Every command is thin: it turns its options into a request, hands that to a
 * service in {@code rondo.spark}, and prints what comes back. {@link rondo.spark.cli.Rondo} is the
 * main class; {@link rondo.spark.cli.Failures} decides on exit codes.
 */
package rondo.spark.cli;
