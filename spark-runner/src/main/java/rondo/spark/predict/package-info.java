/**
 * What models tell of tables, written as tables: {@link rondo.spark.predict.PredictedTable} stages
 * a table, has it told by the executors and publishes the rows when all of them are there.
 */
package rondo.spark.predict;
