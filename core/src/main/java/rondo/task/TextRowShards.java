package rondo.task;

import java.io.IOException;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Split;
import rondo.encode.Tokenizer;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.Values;

/**
 * Shards of a staged table with a text a row. The last token is the end of a text; it also stands
 * before the first one, so that all of them are told.
 */
final class TextRowShards extends TableShards {
  private static final long serialVersionUID = 1L;

  private final int field;
  private final Tokenizer tokenizer;

  TextRowShards(String task, TextColumn column, Tokenizer tokenizer) {
    super(task, column.table());
    this.field = column.field();
    this.tokenizer = tokenizer;
  }

  @Override
  public SequenceLayout layout() {
    int tokens = tokenizer.size() + 1;
    return new SequenceLayout(tokens, 0, tokens, 0, false);
  }

  @Override
  TableWalk.Visitor encoder(Table from, SequenceSink sink) {
    return new Encoding(sink);
  }

  private final class Encoding implements TableWalk.Visitor {
    private final SequenceSink sink;
    private final int[] end = {tokenizer.size()};

    Encoding(SequenceSink sink) {
      this.sink = sink;
    }

    @Override
    public boolean begin(long id, Split split, TableReader reader) {
      return true;
    }

    @Override
    public void step(Values sequence, Values step) {
      throw new IllegalStateException("A row is a sequence here");
    }

    @Override
    public void end(Values sequence) throws IOException {
      int[] tokens = tokenizer.encode(sequence.text(field));
      sink.tokens(end, 0, 1);
      sink.tokens(tokens, 0, tokens.length);
      sink.classes(tokens, 0, tokens.length);
      sink.classes(end, 0, 1);
      sink.end();
    }
  }
}
