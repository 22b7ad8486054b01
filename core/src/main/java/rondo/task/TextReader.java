package rondo.task;

import java.io.IOException;
import java.util.EnumMap;
import rondo.data.Batches;
import rondo.data.ByteRange;
import rondo.data.ByteSpace;
import rondo.data.FileAccess;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.data.StreamBatches;
import rondo.data.TextInput;
import rondo.encode.Vocabulary;

/** Shards of a text: stretches of about equal numbers of characters. */
record TextReader(
    FileAccess files, ByteSpace space, EnumMap<Split, TextCuts> cuts, Vocabulary vocabulary)
    implements ShardReader {
  @Override
  public SequenceLayout layout() {
    return SequenceLayout.text(vocabulary.size());
  }

  @Override
  public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
    long from = cut(split, shard, shards);
    long to = cut(split, shard + 1, shards);
    sink.expect(to - from); // a character has a byte at least
    for (ByteRange range : space.ranges(from, to)) {
      TextInput.tokens(files, range, vocabulary::index, sink);
    }
    sink.end();
  }

  private long cut(Split split, int shard, int shards) throws IOException {
    TextCuts known = cuts.get(split);
    return Math.min(known.end(), space.snap(files, known.position(shard, shards)));
  }

  @Override
  public Batches batches(Sequences text, Split split, int batch, int truncate, long seed) {
    return new StreamBatches(text, batch, truncate);
  }
}
