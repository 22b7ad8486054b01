package rondo.task;

import java.io.IOException;
import java.util.EnumMap;
import rondo.data.Batches;
import rondo.data.ByteRange;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.data.StreamBatches;
import rondo.data.TextInput;
import rondo.encode.Tokenizer;

/** Shards of a text: stretches of about equal numbers of tokens. */
record TextReader(TextSource source, EnumMap<Split, TextCuts> cuts, Tokenizer tokenizer)
    implements ShardReader {
  @Override
  public SequenceLayout layout() {
    return SequenceLayout.text(tokenizer.size());
  }

  @Override
  public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
    long from = cut(split, shard, shards);
    long to = cut(split, shard + 1, shards);
    sink.expect(to - from); // a token has a byte at least
    for (ByteRange range : source.space().ranges(from, to)) {
      TextInput.tokens(source.files(), range, tokenizer, sink);
    }
    sink.end();
  }

  private long cut(Split split, int shard, int shards) throws IOException {
    TextCuts known = cuts.get(split);
    if (shard == 0) {
      return known.position(0, shards); // where a text may be cut already
    }
    return Math.min(known.end(), source.snap(known.position(shard, shards)));
  }

  @Override
  public Batches batches(Sequences text, Split split, int batch, int truncate, long seed) {
    return new StreamBatches(text, batch, truncate);
  }
}
