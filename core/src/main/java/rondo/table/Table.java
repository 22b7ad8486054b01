package rondo.table;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import rondo.data.FileAccess;

/**
 * A staged table: one file a shard.
 *
 * <p>Thread use: any number of threads.
 *
 * @param files where the shards are read
 */
public record Table(TableSchema schema, List<Shard> shards, FileAccess files)
    implements Serializable {
  /**
   * A file of a shard.
   *
   * @param bytes its length
   * @param sequences sequences in it
   * @param steps time steps of all of them; 0 if a text makes them
   */
  public record Shard(String path, long bytes, long sequences, long steps)
      implements Serializable {}

  /** Copies its lists. */
  public Table {
    shards = new ArrayList<>(shards);
  }

  /**
   * A reader at the beginning of a shard; the caller closes it.
   *
   * @throws IOException if it cannot be read
   * @throws rondo.error.RondoException CORRUPT if it is no file of a table with this schema
   */
  public TableReader open(int shard) throws IOException {
    return TableFile.open(files, shards.get(shard), schema);
  }
}
