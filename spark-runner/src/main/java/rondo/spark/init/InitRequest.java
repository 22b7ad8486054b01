package rondo.spark.init;

import java.util.List;

/**
 * What a job file is to be written for.
 *
 * @param task its name
 * @param data file, folder or pattern
 * @param format of the data, as {@code data.format}
 * @param target columns that are to be told; empty to find them out
 * @param key columns that name a sequence; empty to find them out
 * @param time column that orders time steps; null to find it out
 * @param window time steps that a forecast sees; 0 to choose it
 * @param horizon time steps that are forecast; 0 to choose it
 * @param validation part of the data that picks the model; null to choose it
 * @param test part of the data that is read once; null to choose it
 */
public record InitRequest(
    String task,
    String data,
    String format,
    List<String> target,
    List<String> key,
    String time,
    int window,
    int horizon,
    Double validation,
    Double test) {
  public InitRequest {
    target = List.copyOf(target);
    key = List.copyOf(key);
  }
}
