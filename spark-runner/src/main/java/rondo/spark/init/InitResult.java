package rondo.spark.init;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drafted job.
 *
 * @param job text of the job file
 * @param format that the data is read as
 * @param rows of the table; of a text 0
 * @param target columns that are told
 * @param inputs columns that enter the network
 * @param leftOut columns that are used for nothing, with the reason
 * @param key columns that name a sequence
 * @param time column that orders time steps; null if each row is a sequence
 * @param notes sentences on what the user may want otherwise
 */
public record InitResult(
    String job,
    String format,
    long rows,
    List<String> target,
    List<String> inputs,
    Map<String, String> leftOut,
    List<String> key,
    String time,
    List<String> notes) {
  public InitResult {
    target = List.copyOf(target);
    inputs = List.copyOf(inputs);
    leftOut = new LinkedHashMap<>(leftOut);
    key = List.copyOf(key);
    notes = List.copyOf(notes);
  }
}
