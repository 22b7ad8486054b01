package rondo.spark.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import rondo.table.Table;

/**
 * What the task of one shard has done.
 *
 * @param rejected file of what was left out; null if nothing was, or nobody wants it
 * @param records rows that were read, bad ones too
 * @param counts of bad records by kind
 * @param first those of them that come first
 */
public record StagedShard(
    Table.Shard shard, String rejected, long records, long[] counts, List<BadRecord> first)
    implements Serializable {
  /** Copies the list. */
  public StagedShard {
    first = new ArrayList<>(first);
  }
}
