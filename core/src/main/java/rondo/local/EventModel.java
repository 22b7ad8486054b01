package rondo.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rondo.anomaly.EventDetector;
import rondo.anomaly.UnexpectedEvent;
import rondo.data.Batch;
import rondo.data.EpochOrder;
import rondo.data.ExampleBatches;
import rondo.data.SequenceStore;
import rondo.encode.Labels;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.kernel.KernelProvider;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Pass;
import rondo.parallel.Parallel;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.DataSpec;
import rondo.task.EventDetection;
import rondo.task.EventSequences;
import rondo.task.EventSequences.Sequence;

/**
 * A trained model of the next event at work on this machine: it finds the events that it did not
 * expect. What it tells of a sequence does not depend on which others are read with it.
 *
 * <p>A model that has learned from whole sequences reads them whole. One that has learned from
 * windows reads windows that overlap by half, and judges in each the events that have at least half
 * of it before them: as much of the past as it has learned to use.
 *
 * <p>Thread use: one thread at a time; the work of a batch is spread over {@link Parallel}.
 */
public final class EventModel {
  private static final int SEQUENCES = 64; // that are read at a time
  private static final int EVENTS = 1 << 16; // after which no more are
  private static final int PIECES = 64; // that are computed at a time
  private static final int SLICE = 256; // time steps of them that are

  /** Takes what was found, sequence by sequence in the order of the shard. */
  @FunctionalInterface
  public interface Found {
    /**
     * A sequence with at least one event.
     *
     * @param unexpected its unexpected events in their order; none if all is well
     */
    void sequence(Sequence sequence, List<UnexpectedEvent> unexpected) throws IOException;
  }

  private final SavedModel model;
  private final Labels events;
  private final String column;
  private final int window;
  private final Network network;
  private final Parallel parallel;

  /**
   * @param data as the job file of the model has it
   * @param parallel does not get closed
   * @throws RondoException USAGE if the model is not one of events; CORRUPT if what is saved with
   *     it does not fit it
   */
  public EventModel(SavedModel model, DataSpec data, Parallel parallel) {
    String task = new EventDetection().name();
    if (!model.task().equals(task)) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model was trained for the task "
              + model.task()
              + ", expected "
              + task
              + "; give a model of sequences of events");
    }
    this.model = model;
    this.events = EventDetection.events(model.encoders());
    if (EventDetection.outputs(events) != model.spec().outputs()) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The model has "
              + events.size()
              + " events but "
              + model.spec().outputs()
              + " outputs, expected one more than events; take the whole model directory of its"
              + " run");
    }
    this.column = data.table().target().get(0);
    this.window = data.table().window().length();
    this.network = new Network(model.spec(), KernelProvider.choice().kernels(), parallel);
    this.parallel = parallel;
  }

  /** What an event is called. */
  public String text(Sequence sequence, UnexpectedEvent found) {
    return found.isUnknown()
        ? sequence.unknown().get((int) found.step())
        : events.label(found.event());
  }

  /** What would have been most probable instead. */
  public String expected(UnexpectedEvent found) {
    return events.label(found.expected());
  }

  /** A run over one shard. */
  public Run run(TableSchema schema, TableReader reader, EventDetector detector) {
    return new Run(new EventSequences(events, column, schema, reader), detector);
  }

  /** A run over one shard. */
  public final class Run {
    private final EventSequences sequences;
    private final EventDetector detector;
    private long empty;
    private boolean ended;

    private Run(EventSequences sequences, EventDetector detector) {
      this.sequences = sequences;
      this.detector = detector;
    }

    /** Sequences so far that have no events. */
    public long empty() {
      return empty;
    }

    /** Judges the next sequences; false if there are no more after them. */
    public boolean next(Found to) throws IOException {
      List<Judged> some = new ArrayList<>();
      List<Piece> pieces = new ArrayList<>();
      for (int read = 0; !ended && some.size() < SEQUENCES && read < EVENTS; ) {
        Sequence sequence = sequences.next();
        ended = sequence == null;
        if (!ended && sequence.events().length == 0) {
          empty++;
        } else if (!ended) {
          Judged judged = new Judged(sequence, new ArrayList<>());
          some.add(judged);
          cut(judged, pieces);
          read += sequence.events().length;
        }
      }
      for (int from = 0; from < pieces.size(); from += PIECES) {
        judge(pieces.subList(from, Math.min(pieces.size(), from + PIECES)), detector);
      }
      for (Judged judged : some) {
        judged.unexpected.sort(
            Comparator.comparingLong(UnexpectedEvent::step)); // of pieces side by side
        to.sequence(judged.sequence, judged.unexpected);
      }
      return !ended;
    }
  }

  private record Judged(Sequence sequence, List<UnexpectedEvent> unexpected) {}

  /** The events {@code from} to {@code to} - 1, judged from the {@code first} on. */
  private record Piece(Judged of, int from, int to, int first) {
    int length() {
      return to - from;
    }
  }

  private void cut(Judged judged, List<Piece> pieces) {
    int count = judged.sequence.events().length;
    if (window == 0) {
      pieces.add(new Piece(judged, 0, count, 0));
      return;
    }
    int advance = (window + 1) / 2;
    int to;
    int from = 0;
    do {
      to = Math.min(count, from + window);
      pieces.add(new Piece(judged, from, to, from == 0 ? 0 : from + window - advance));
      from += advance;
    } while (to < count);
  }

  private void judge(List<Piece> pieces, EventDetector detector) {
    SequenceStore store = store(pieces);
    Batch batch = new ExampleBatches(store, store.size(), EpochOrder.STORED).batch(0, 0);
    int[] places = TableModel.places(store);
    Piece[] placed = new Piece[places.length];
    for (int i = 0; i < placed.length; i++) {
      placed[places[i]] = pieces.get(i);
    }
    Judge judge = new Judge(batch, placed, detector);
    parallel.call(
        () -> {
          network.prepare(model.parameters());
          network.evaluate(batch, Pass.EVALUATION, SLICE, judge::outputs);
          return null;
        });
  }

  /** What the network reads: before each event the one before it. */
  private SequenceStore store(List<Piece> pieces) {
    int[] offsets = new int[pieces.size() + 1];
    for (int i = 0; i < pieces.size(); i++) {
      offsets[i + 1] = Math.addExact(offsets[i], pieces.get(i).length());
    }
    int[] tokens = new int[offsets[pieces.size()]];
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      int[] all = piece.of.sequence.events();
      for (int t = piece.from; t < piece.to; t++) {
        tokens[offsets[i] + t - piece.from] =
            t == 0 ? EventDetection.start(events) : EventDetection.place(events, all[t - 1]);
      }
    }
    return new SequenceStore(
        EventDetection.inputs(events), offsets, tokens, null, null, null, null, null);
  }

  /** Judges the outputs of a batch, which come in the order of time. */
  private final class Judge {
    private final Batch batch;
    private final Piece[] pieces; // by place in the batch
    private final EventDetector detector;
    private int t;

    Judge(Batch batch, Piece[] pieces, EventDetector detector) {
      this.batch = batch;
      this.pieces = pieces;
      this.detector = detector;
    }

    void outputs(Matrix outputs, int first, int rows) {
      for (int row = 0; row < rows; row++) {
        while (batch.rowOffset(t + 1) <= first + row) {
          t++;
        }
        Piece piece = pieces[first + row - batch.rowOffset(t)];
        int step = piece.from + t;
        if (step >= piece.first) {
          int event = piece.of.sequence.events()[step];
          UnexpectedEvent found =
              detector.judge(step, outputs.data(), outputs.at(row), events.size(), event);
          if (found != null) {
            piece.of.unexpected.add(found);
          }
        }
      }
    }
  }
}
