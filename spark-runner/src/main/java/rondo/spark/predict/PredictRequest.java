package rondo.spark.predict;

/**
 * What a model is to tell of a table, and where.
 *
 * @param model model directory, or run directory
 * @param data file or folder of which everything is told
 * @param output folder that does not exist yet
 * @param overwrite whether it may exist
 */
public record PredictRequest(
    String model, String data, String output, Format format, boolean overwrite) {
  /** Formats that can be written. */
  public enum Format {
    PARQUET,
    CSV,
    JSON
  }
}
