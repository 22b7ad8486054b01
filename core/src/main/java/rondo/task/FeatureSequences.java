package rondo.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.SequenceStore;
import rondo.encode.Labels;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.Features;
import rondo.model.HeadSpec;
import rondo.table.TableReader;
import rondo.table.TableSchema;

/**
 * Encodes the sequences of a staged shard for a model that is trained, some at a time, each with
 * what names it. A series that is cut into windows is never in memory as a whole.
 *
 * <p>Thread use: one thread.
 */
public final class FeatureSequences {
  /**
   * What names an encoded sequence.
   *
   * @param key values of the key columns, as text
   * @param origin where it was read
   * @param times of its time steps, as the table has them; empty if a text makes them
   */
  public record Name(String[] key, String origin, long[] times) {}

  /**
   * Encoded sequences.
   *
   * @param names one a sequence
   */
  public record Encoded(SequenceStore sequences, List<Name> names) {}

  private final TableReader reader;
  private final Features features;
  private final Features.Encoder encoder;
  private final Collector collector;
  private final WindowSink windows;
  private boolean inSeries;
  private boolean ended;
  private long empty;

  /**
   * @param task of the model: classification, regression or tagging
   * @param data as the job file of the model has it
   * @param encoders files of the model directory
   * @param schema of the table
   * @param reader at the beginning of a shard; not closed
   * @throws RondoException USAGE for another task; BAD_DATA if the table lacks a column
   */
  public FeatureSequences(
      String task,
      DataSpec data,
      Map<String, String> encoders,
      TableSchema schema,
      TableReader reader) {
    if (!(Tasks.of(task) instanceof FeatureTask known)) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model was trained for the task "
              + task
              + ", expected classification, regression or tagging; for series there are forecast"
              + " and detect, for texts and music there is generate");
    }
    this.reader = reader;
    String fitted = Encoders.require(encoders, FeatureTask.FEATURES);
    this.features = Features.read(fitted, FeatureTask.FEATURES);
    this.encoder = features.encoder(schema);
    TableSpec spec = data.table();
    SequenceLayout layout =
        new SequenceLayout(
            features.mostTokens(), features.tokenColumns(), features.featureSize(), 0, 0, 0, 0, 0);
    this.collector = new Collector(layout, spec.window().length());
    this.windows =
        new WindowSink(Windows.of(spec.window(), known.keepsRest()), layout, collector, sink -> {});
  }

  /**
   * Requires that the files of a model that tell what it tells are there.
   *
   * @param task of the model
   * @throws RondoException CORRUPT if one is not
   */
  public static void requireFiles(String task, HeadSpec head, Map<String, String> encoders) {
    Encoders.require(encoders, FeatureTask.FEATURES);
    if (head.stepOutputs() > 0) {
      Encoders.require(encoders, FeatureTask.TAGS);
    }
    if (head.sequenceOutputs() > 0) {
      boolean numbers = task.equals(new Regression().name());
      Encoders.require(encoders, numbers ? FeatureTask.TARGETS : FeatureTask.LABELS);
    }
  }

  /** What the tags of a model are, by class; empty if it tells none. */
  public static List<String> tags(Map<String, String> encoders) {
    return texts(encoders, FeatureTask.TAGS);
  }

  /** What the classes of sequences are; empty if a model tells none. */
  public static List<String> labels(Map<String, String> encoders) {
    return texts(encoders, FeatureTask.LABELS);
  }

  /** Puts the numbers that a regression tells back into the units of their columns. */
  public static void unscale(Map<String, String> encoders, double[] values) {
    String fitted = Encoders.require(encoders, FeatureTask.TARGETS);
    TargetScales scales = TargetScales.read(fitted, FeatureTask.TARGETS, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = scales.mean(i) + scales.deviation(i) * values[i];
    }
  }

  private static List<String> texts(Map<String, String> encoders, String name) {
    return encoders.containsKey(name)
        ? TableFacts.texts(Labels.read(encoders.get(name), name))
        : List.of();
  }

  /**
   * The next sequences: {@code count} of them unless there are fewer, and fewer where they have
   * more than so many time steps in all; null at the end.
   *
   * @param steps only a sequence that comes alone has more
   */
  public Encoded next(int count, int steps) throws IOException {
    while (!ended && collector.names.size() < count && collector.steps() <= steps) {
      if (inSeries && reader.nextStep()) {
        collector.time(reader.time());
        encoder.step(reader.sequence(), reader.step(), this::step);
      } else if (inSeries) {
        end();
        inSeries = false;
      } else if (!reader.nextSequence()) {
        ended = true;
      } else {
        collector.begin(reader.key().clone(), reader.origin());
        inSeries = !features.isTokenized();
        if (!inSeries) {
          encoder.text(reader.sequence(), this::step);
          end();
        }
      }
    }
    return collector.names.isEmpty() ? null : collector.take(steps);
  }

  private void end() throws IOException {
    windows.end();
    if (collector.ofSequence == 0) {
      empty++;
    }
  }

  /** Sequences so far that have too few time steps for anything to be told of them. */
  public long empty() {
    return empty;
  }

  private void step(int[] tokens, float[] real) throws IOException {
    windows.step(tokens, real, 0);
  }

  /** Keeps sequences until they are taken. */
  private static final class Collector implements SequenceSink {
    private final SequenceLayout layout;
    private final int window; // time steps of a window; 0: sequences are whole
    private final List<Name> names = new ArrayList<>();
    private int[] offsets = new int[16];
    private int[] tokens = new int[1024];
    private float[] features = new float[1024];
    private int tokenCount;
    private int featureCount;
    private String[] key;
    private String origin;
    private long[] times = new long[64]; // those of the series at hand that a window may need
    private int timeCount;
    private int ofSequence; // what the sequence at hand has become

    Collector(SequenceLayout layout, int window) {
      this.layout = layout;
      this.window = window;
    }

    void begin(String[] newKey, String newOrigin) {
      key = newKey;
      origin = newOrigin;
      timeCount = 0;
      ofSequence = 0;
    }

    void time(long time) {
      if (timeCount == times.length) {
        if (window > 0 && timeCount >= 2 * window) { // a series may be longer than memory
          System.arraycopy(times, timeCount - window, times, 0, window);
          timeCount = window;
        } else {
          times = Arrays.copyOf(times, 2 * timeCount);
        }
      }
      times[timeCount++] = time;
    }

    @Override
    public void expect(long timeSteps) {}

    @Override
    public void tokens(int[] values, int from, int count) {
      if (tokenCount + count > tokens.length) {
        tokens = Arrays.copyOf(tokens, Math.addExact(tokenCount + count, tokenCount));
      }
      System.arraycopy(values, from, tokens, tokenCount, count);
      tokenCount += count;
    }

    @Override
    public void features(float[] values, int from, int count) {
      if (featureCount + count > features.length) {
        features = Arrays.copyOf(features, Math.addExact(featureCount + count, featureCount));
      }
      System.arraycopy(values, from, features, featureCount, count);
      featureCount += count;
    }

    @Override
    public void classes(int[] values, int from, int count) {}

    @Override
    public void targets(float[] values, int from, int count) {}

    @Override
    public void sequenceClass(int value) {}

    @Override
    public void sequenceTargets(float[] values) {}

    @Override
    public void end() {
      int sequences = names.size();
      if (sequences + 2 > offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * offsets.length);
      }
      int steps =
          layout.tokenColumns() > 0
              ? tokenCount / layout.tokenColumns()
              : featureCount / layout.featureSize();
      offsets[sequences + 1] = steps;
      int length = steps - offsets[sequences];
      int from = Math.max(0, timeCount - length);
      ofSequence++;
      names.add(new Name(key, origin, Arrays.copyOfRange(times, from, timeCount)));
    }

    /** Time steps of the sequences that have ended. */
    int steps() {
      return offsets[names.size()];
    }

    /** The first sequences that have no more than {@code most} time steps in all, or one. */
    Encoded take(int most) {
      // What the series at hand has given to a window that is not whole is in WindowSink; here
      // everything belongs to a sequence that has ended.
      if (steps() * layout.tokenColumns() != tokenCount
          || steps() * layout.featureSize() != featureCount) {
        throw new IllegalStateException("a sequence was taken before it ended");
      }
      int sequences = names.size();
      while (sequences > 1 && offsets[sequences] > most) {
        sequences--;
      }
      int ofTokens = offsets[sequences] * layout.tokenColumns();
      int ofFeatures = offsets[sequences] * layout.featureSize();
      SequenceStore store =
          new SequenceStore(
              layout,
              Arrays.copyOf(offsets, sequences + 1),
              layout.tokenColumns() > 0 ? Arrays.copyOf(tokens, ofTokens) : null,
              layout.featureSize() > 0 ? Arrays.copyOf(features, ofFeatures) : null,
              null,
              null,
              null,
              null);
      Encoded encoded = new Encoded(store, List.copyOf(names.subList(0, sequences)));
      int first = offsets[sequences];
      names.subList(0, sequences).clear();
      for (int s = 0; s <= names.size(); s++) {
        offsets[s] = offsets[sequences + s] - first;
      }
      tokenCount -= ofTokens;
      featureCount -= ofFeatures;
      System.arraycopy(tokens, ofTokens, tokens, 0, tokenCount);
      System.arraycopy(features, ofFeatures, features, 0, featureCount);
      return encoded;
    }
  }
}
