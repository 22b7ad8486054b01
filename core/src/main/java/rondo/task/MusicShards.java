package rondo.task;

import java.io.IOException;
import java.util.Arrays;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Split;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.Values;

/** Shards of a staged table with the keys that sound at each time step. */
final class MusicShards extends TableShards {
  private static final long serialVersionUID = 1L;

  private final Keys keys;
  private final int field;

  MusicShards(String task, TableSurvey.Question question, TableSurvey survey, Keys keys) {
    super(task, question, survey);
    this.keys = keys;
    this.field = question.targets().tag().field();
  }

  @Override
  public SequenceLayout layout() {
    return new SequenceLayout(0, keys.size(), 0, keys.size(), false);
  }

  @Override
  TableWalk.Visitor encoder(Table from, SequenceSink sink) {
    return new Encoding(sink);
  }

  private final class Encoding implements TableWalk.Visitor {
    private final SequenceSink sink;
    private float[] before = new float[keys.size()];
    private float[] now = new float[keys.size()];

    Encoding(SequenceSink sink) {
      this.sink = sink;
    }

    @Override
    public boolean begin(long id, Split split, TableReader reader) {
      Arrays.fill(before, 0);
      return true;
    }

    @Override
    public void step(Values sequence, Values step) throws IOException {
      Arrays.fill(now, 0);
      for (String key : step.texts(field)) {
        now[keys.place(key)] = 1;
      }
      sink.features(before, 0, before.length);
      sink.targets(now, 0, now.length);
      float[] swapped = before;
      before = now;
      now = swapped;
    }

    @Override
    public void end(Values sequence) throws IOException {
      sink.end();
    }
  }
}
