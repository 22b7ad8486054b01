package rondo.task;

import java.io.IOException;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Split;
import rondo.encode.Labels;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.Values;

/** Shards of a staged table with an event at each time step. */
final class EventShards extends TableShards {
  private static final long serialVersionUID = 1L;
  private static final float[] NOTHING = {};

  private final Labels events;
  private final int field;
  private final Windows windows;

  EventShards(String task, TableSurvey.Question question, TableSurvey survey, Labels events) {
    super(task, question, survey);
    this.events = events;
    this.field = question.targets().tag().field();
    this.windows = question.windows();
  }

  @Override
  public SequenceLayout layout() {
    int tokens = EventDetection.inputs(events).tokens();
    return new SequenceLayout(tokens, 0, EventDetection.outputs(events), 0, false);
  }

  @Override
  TableWalk.Visitor encoder(Table from, SequenceSink sink) {
    return new Encoding(sink);
  }

  /** Each event is told from the one before it, whose state holds those before that. */
  private final class Encoding implements TableWalk.Visitor {
    private final WindowSink out;
    private final int[] before = new int[1];

    Encoding(SequenceSink sink) {
      this.out = new WindowSink(windows, layout(), sink, targets -> {});
    }

    @Override
    public boolean begin(long id, Split split, TableReader reader) {
      before[0] = EventDetection.start(events);
      return true;
    }

    @Override
    public void step(Values sequence, Values step) throws IOException {
      int now = EventDetection.place(events, events.index(step.text(field)));
      out.step(before, NOTHING, now);
      before[0] = now;
    }

    @Override
    public void end(Values sequence) throws IOException {
      out.end();
    }
  }
}
