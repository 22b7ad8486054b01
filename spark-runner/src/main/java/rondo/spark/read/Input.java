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
 * @param malformed of {@code rows}: the line, where it is none of the table, else null; null if
 *     there is nothing like it
 * @param lines lines that are none of the table, where a query keeps them out of {@code rows}: with
 *     columns record, file and row; else null
 * @param inferred whether Spark took the types of the columns from texts
 * @param files every file: as Spark writes it, and for people
 */
record Input(
    Dataset<Row> rows,
    Column file,
    boolean knowsFile,
    Column row,
    Column malformed,
    Dataset<Row> lines,
    boolean inferred,
    Map<String, String> files) {}
