package rondo.spark.predict;

/**
 * What a model has told of a table.
 *
 * @param sequences that were read
 * @param tooShort those of them that have fewer time steps than a window needs
 * @param rows that were written
 * @param badRecords rows of the input that were left out
 * @param seconds without the start of Spark
 */
public record PredictOutcome(
    long sequences, long tooShort, long rows, long badRecords, double seconds) {}
