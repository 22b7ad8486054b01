/**
 * What a person sees of a run: live progress, metrics.jsonl, report.html, and the tables of {@code
 * inspect}. All of it is made from {@link rondo.round.RoundListener} and plain records; nothing
 * here trains, and but for {@link rondo.spark.report.Progress} nothing here prints.
 */
package rondo.spark.report;
