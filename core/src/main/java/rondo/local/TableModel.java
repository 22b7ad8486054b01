package rondo.local;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rondo.data.Batch;
import rondo.data.EpochOrder;
import rondo.data.ExampleBatches;
import rondo.data.SequenceStore;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.kernel.KernelProvider;
import rondo.model.HeadSpec;
import rondo.network.Crf;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.parallel.Parallel;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.DataSpec;
import rondo.task.FeatureSequences;
import rondo.task.FeatureSequences.Encoded;
import rondo.task.FeatureSequences.Name;

/**
 * A trained model of classification, regression or tagging at work on this machine. What it tells
 * of a sequence does not depend on which others are told with it.
 *
 * <p>Memory: at most {@value #SEQUENCES} sequences of {@value #STEPS} time steps in all are
 * computed at a time, fewer where that needs more than half of the memory that there is. A longer
 * sequence is computed in pieces, each going on from the state of the one before; a network that
 * needs it as a whole computes it alone.
 *
 * <p>Thread use: one thread at a time; the work of a batch is spread over {@link Parallel}.
 */
public final class TableModel {
  private static final int SEQUENCES = 64; // that are computed at a time
  private static final int STEPS = 1 << 16; // of all of these
  private static final long BYTES_A_TAG = 256; // what is told of a time step, until it is taken

  /** Takes what is told, sequence by sequence in the order of the shard. */
  public interface Predictions {
    /**
     * The class of a sequence.
     *
     * @param probabilities by class
     */
    void label(Name name, int label, double[] probabilities) throws IOException;

    /** The numbers of a sequence, in the units of their columns. */
    void numbers(Name name, double[] values) throws IOException;

    /**
     * The tags of the time steps of a sequence.
     *
     * @param probabilities of each tag; with a conditional random field that of the output alone
     */
    void tags(Name name, int[] tags, double[] probabilities) throws IOException;
  }

  private final SavedModel model;
  private final DataSpec data;
  private final Network network;
  private final Parallel parallel;
  private final List<String> tags;
  private final List<String> labels;
  private final long memory;
  private final int together; // time steps

  /** With half of the memory of this JVM. */
  public TableModel(SavedModel model, DataSpec data, Parallel parallel) {
    this(model, data, parallel, Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * @param data as the job file of the model has it
   * @param parallel does not get closed
   * @param memory bytes that it may use
   * @throws RondoException CORRUPT if what is saved with the model does not fit it
   */
  public TableModel(SavedModel model, DataSpec data, Parallel parallel, long memory) {
    this.model = model;
    this.data = data;
    this.parallel = parallel;
    this.memory = memory;
    FeatureSequences.requireFiles(model.task(), model.spec().head(), model.encoders());
    this.tags = FeatureSequences.tags(model.encoders());
    this.labels = FeatureSequences.labels(model.encoders());
    requireOutputs("tags", tags.size(), model.spec().outputs());
    if (!labels.isEmpty()) {
      requireOutputs("classes", labels.size(), model.spec().head().sequenceOutputs());
    }
    this.network = new Network(model.spec(), KernelProvider.choice().kernels(), parallel);
    long none = Networks.trainingBytes(model.spec(), 0, 0);
    double perStep = (Networks.trainingBytes(model.spec(), STEPS, 0) - none) / (double) STEPS;
    this.together = (int) Math.max(1, Math.min(STEPS, (memory / 2.0 - none) / perStep));
  }

  private static void requireOutputs(String kind, int told, int outputs) {
    if (told != outputs) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The model has "
              + told
              + " "
              + kind
              + " but "
              + outputs
              + " outputs for them; take the whole model directory of its run");
    }
  }

  /** The tags by class; empty if the model tells none. */
  public List<String> tags() {
    return tags;
  }

  /** The classes of sequences; empty if the model tells none. */
  public List<String> labels() {
    return labels;
  }

  /** A run over one shard. */
  public Run run(TableSchema schema, TableReader reader) {
    return new Run(new FeatureSequences(model.task(), data, model.encoders(), schema, reader));
  }

  /** A run over one shard. */
  public final class Run {
    private final FeatureSequences sequences;

    private Run(FeatureSequences sequences) {
      this.sequences = sequences;
    }

    /** Sequences so far that have too few time steps for anything to be told of them. */
    public long empty() {
      return sequences.empty();
    }

    /**
     * Tells the next sequences; false if there are none.
     *
     * @throws RondoException CONFIG if a sequence needs more memory than there is
     */
    public boolean next(Predictions to) throws IOException {
      Encoded encoded = sequences.next(SEQUENCES, together);
      if (encoded == null) {
        return false;
      }
      SequenceStore store = encoded.sequences();
      if (store.size() == 1) {
        requireRoom(store.length(0), encoded.names().get(0));
      }
      int size = store.size();
      Batch batch = new ExampleBatches(store, size, EpochOrder.STORED).batch(0, 0);
      int[] place = places(store);
      Told told = parallel.call(() -> compute(batch));
      for (int s = 0; s < size; s++) {
        tell(encoded.names().get(s), batch, place[s], told, to);
      }
      return true;
    }
  }

  /** Where each sequence is in a batch, which has them longest first and else as they were. */
  static int[] places(SequenceStore store) {
    int[] order =
        IntStream.range(0, store.size())
            .boxed()
            .sorted(Comparator.comparingInt(s -> -store.length(s)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] places = new int[order.length];
    for (int b = 0; b < order.length; b++) {
      places[order[b]] = b;
    }
    return places;
  }

  /** A sequence that does not fit into memory would end a whole executor. */
  private void requireRoom(int steps, Name name) {
    int atOnce = mayBeCut() ? Math.min(steps, together) : steps;
    long needed = Networks.trainingBytes(model.spec(), atOnce, 0) + BYTES_A_TAG * steps;
    if (needed > memory) {
      throw new RondoException(
          ExitCode.CONFIG,
          String.format(
              Locale.ROOT,
              "A sequence of %,d time steps (%s) needs about %,d MiB to be told, expected at most"
                  + " the %,d MiB that are there for it; train a model with data.window, or give"
                  + " the JVM more memory",
              steps,
              name.origin(),
              needed >> 20,
              memory >> 20));
    }
  }

  private boolean mayBeCut() {
    HeadSpec head = model.spec().head();
    return !model.spec().bidirectional() && !head.crf() && head.sequenceOutputs() == 0;
  }

  /** What was computed of a batch: tags of its rows with their probabilities, and of sequences. */
  private record Told(int[] tags, double[] probabilities, Matrix sequences) {}

  private Told compute(Batch batch) {
    network.prepare(model.parameters());
    int rows = tags.isEmpty() ? 0 : batch.outputCount();
    int[] chosen = new int[rows];
    double[] probabilities = new double[rows];
    Matrix[] sequences = new Matrix[1];
    network.evaluate(
        batch,
        Pass.EVALUATION,
        mayBeCut() && batch.rows() > together ? Math.max(1, together / batch.batchSize()) : 0,
        (outputs, first, count) -> {
          Crf crf = network.crf();
          int[] path = crf == null ? null : crf.decode(outputs, batch);
          for (int row = 0; row < count; row++) {
            double[] all = softmax(outputs, row);
            int tag = path == null ? highest(all) : path[row];
            chosen[first + row] = tag;
            probabilities[first + row] = all[tag];
          }
        },
        (outputs, first, count) -> sequences[0] = outputs);
    return new Told(chosen, probabilities, sequences[0]);
  }

  private void tell(Name name, Batch batch, int b, Told told, Predictions to) throws IOException {
    if (!tags.isEmpty()) {
      int length = batch.length(b);
      int[] chosen = new int[length];
      double[] probabilities = new double[length];
      for (int t = 0; t < length; t++) {
        int row = batch.rowOffset(t) + b;
        chosen[t] = told.tags[row];
        probabilities[t] = told.probabilities[row];
      }
      to.tags(name, chosen, probabilities);
    }
    if (!labels.isEmpty()) {
      double[] probabilities = softmax(told.sequences, b);
      to.label(name, highest(probabilities), probabilities);
    } else if (told.sequences != null) {
      double[] values = new double[told.sequences.width()];
      for (int i = 0; i < values.length; i++) {
        values[i] = told.sequences.data()[told.sequences.at(b) + i];
      }
      FeatureSequences.unscale(model.encoders(), values);
      to.numbers(name, values);
    }
  }

  /** The first of the highest. */
  private static int highest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  private static double[] softmax(Matrix scores, int row) {
    double[] values = new double[scores.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = scores.data()[scores.at(row) + i];
    }
    double highest = Arrays.stream(values).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = StrictMath.exp(values[i] - highest);
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
    return values;
  }
}
