package rondo.task;

import rondo.data.FileAccess;
import rondo.data.RangeScanner;
import rondo.table.Table;

/**
 * All that a task may look at before training.
 *
 * @param embedding width of the learned vector of a token; 0 for unit vectors
 * @param truncate time steps after which back-propagation is cut; 0 means never
 * @param seed of generated data
 * @param files where paths are read
 * @param scanner does the passes over the input
 * @param table what was staged of the table that the data is; null without one
 */
public record TaskContext(
    DataSpec data,
    int embedding,
    int truncate,
    long seed,
    FileAccess files,
    RangeScanner scanner,
    Table table) {
  /** Without a table. */
  public TaskContext(
      DataSpec data,
      int embedding,
      int truncate,
      long seed,
      FileAccess files,
      RangeScanner scanner) {
    this(data, embedding, truncate, seed, files, scanner, null);
  }
}
