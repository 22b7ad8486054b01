package rondo.spark.read;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What Spark reads of a source.
 *
 * @param rows the columns, after the query if there is one
 * @param file path of a row's file as Spark writes it; "" where nobody knows
 * @param knowsFile whether {@code file} is known of every row
 * @param row number of a row in its file, counted from 1; 0 where nobody knows
 * @param malformed lines among {@code rows} that are none of the table; null if there is nothing
 *     like it
 * @param lines lines that are none of the table, where a query keeps them out of {@code rows}: with
 *     columns record, misfit, file and row; else null
 * @param inferred whether Spark took the types of the columns from texts
 * @param files every file: as Spark writes it, and for people
 * @param source columns of the files and their types in Spark's DDL; empty if the job file has
 *     them, or the format
 */
record Input(
    Dataset<Row> rows,
    Column file,
    boolean knowsFile,
    Column row,
    Lines malformed,
    Dataset<Row> lines,
    boolean inferred,
    Map<String, String> files,
    String source) {
  /**
   * Columns about lines that are none of the table.
   *
   * @param line where it is none, else null
   * @param misfit of a line that is none because of the type of a value: its column and the record
   *     as JSON; else null
   */
  record Lines(Column line, Column misfit) {}
}
