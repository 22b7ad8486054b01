package rondo.task;

import java.io.IOException;
import java.util.List;
import rondo.data.Batches;
import rondo.data.ByteRange;
import rondo.data.ByteSpace;
import rondo.data.FileAccess;
import rondo.data.SequenceStore;
import rondo.data.Split;
import rondo.data.StreamBatches;
import rondo.data.TextInput;
import rondo.encode.Vocabulary;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Shards of a text: stretches of equal numbers of bytes, cut between characters. */
record TextReader(FileAccess files, ByteSpace space, TextSplits splits, Vocabulary vocabulary)
    implements ShardReader {
  private static final long MAX_SHARD_BYTES = 1 << 30;

  @Override
  public SequenceStore read(Split split, int shard, int shards) throws IOException {
    long first = splits.from(split);
    long end = splits.to(split);
    long from = space.cut(files, first, end, shard, shards);
    long to = space.cut(files, first, end, shard + 1, shards);
    if (to - from > MAX_SHARD_BYTES) {
      throw new RondoException(
          ExitCode.CONFIG,
          "rounds.shards: got "
              + shards
              + ", which puts "
              + (to - from)
              + " bytes of text into"
              + " one shard, expected at most "
              + MAX_SHARD_BYTES
              + "; set it to at least "
              + ((end - first) / MAX_SHARD_BYTES + 1));
    }
    List<ByteRange> ranges = space.ranges(from, to);
    return SequenceStore.ofText(TextInput.tokens(files, ranges, vocabulary::index));
  }

  @Override
  public Batches batches(SequenceStore store, Split split, int batch, int truncate, long seed) {
    return new StreamBatches(store.tokens, batch, truncate);
  }
}
