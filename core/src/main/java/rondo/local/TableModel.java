package rondo.local;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rondo.data.Batch;
import rondo.data.EpochOrder;
import rondo.data.ExampleBatches;
import rondo.data.SequenceStore;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.kernel.KernelProvider;
import rondo.network.Crf;
import rondo.network.Matrix;
import rondo.network.Network;
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
 * <p>Thread use: one thread at a time; the work of a batch is spread over {@link Parallel}.
 */
public final class TableModel {
  private static final int SEQUENCES = 64; // that are computed at a time

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

  /**
   * @param data as the job file of the model has it
   * @param parallel does not get closed
   * @throws RondoException CORRUPT if what is saved with the model does not fit it
   */
  public TableModel(SavedModel model, DataSpec data, Parallel parallel) {
    this.model = model;
    this.data = data;
    this.parallel = parallel;
    this.tags = FeatureSequences.tags(model.encoders());
    this.labels = FeatureSequences.labels(model.encoders());
    requireOutputs("tags", tags.size(), model.spec().outputs());
    if (!labels.isEmpty()) {
      requireOutputs("classes", labels.size(), model.spec().head().sequenceOutputs());
    }
    this.network = new Network(model.spec(), KernelProvider.choice().kernels(), parallel);
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

    /** Tells the next sequences; false if there are none. */
    public boolean next(Predictions to) throws IOException {
      Encoded encoded = sequences.next(SEQUENCES);
      if (encoded == null) {
        return false;
      }
      SequenceStore store = encoded.sequences();
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

  /** What was computed of a batch: scores of time steps, the tags of their paths, of sequences. */
  private record Told(Matrix steps, int[] path, Matrix sequences) {}

  private Told compute(Batch batch) {
    network.prepare(model.parameters());
    Matrix steps = network.forward(batch, Pass.EVALUATION);
    Crf crf = network.crf();
    int[] path = crf == null ? null : crf.decode(steps, batch);
    return new Told(steps, path, network.sequenceOutputs(batch));
  }

  private void tell(Name name, Batch batch, int b, Told told, Predictions to) throws IOException {
    if (!tags.isEmpty()) {
      int length = batch.length(b);
      int[] chosen = new int[length];
      double[] probabilities = new double[length];
      for (int t = 0; t < length; t++) {
        int row = batch.rowOffset(t) + b;
        double[] all = softmax(told.steps, row);
        chosen[t] = told.path == null ? highest(all) : told.path[row];
        probabilities[t] = all[chosen[t]];
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
