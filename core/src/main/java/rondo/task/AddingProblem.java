package rondo.task;

import java.util.Map;
import rondo.data.SequenceLayout;
import rondo.data.SequenceStore;
import rondo.loss.LossKind;
import rondo.metric.Metric;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;

/**
 * The adding problem of Hochreiter and Schmidhuber (1997), in the form of Le, Jaitly and Hinton
 * (2015): at each of T time steps a number, uniform in [0, 1), and a marker, 0 or 1. One time step
 * of the first half is marked and one of the second; the target, at the last time step, is the sum
 * of the two numbers. Its variance is 1/6, so that is the error of the best constant.
 */
public final class AddingProblem implements Task {
  private static final int FEATURES = 2;
  private static final double VARIANCE = 1 / 6.0; // of the target
  private static final int MOST_VALUES = 1 << 30; // of a shard

  @Override
  public String name() {
    return "adding-problem";
  }

  @Override
  public PreparedTask prepare(TaskContext context) {
    DataSpec data = context.data();
    int most =
        Math.max(2, Math.min(1 << 20, MOST_VALUES / FEATURES / Math.max(1, data.examples())));
    GeneratedReader.require(name(), context, 2, most);
    GeneratedReader reader =
        new GeneratedReader(
            name(),
            data,
            context.seed(),
            new SequenceLayout(0, FEATURES, 0, 1, true),
            new Generator(data.length()));
    return new PreparedTask(
        InputSpec.dense(FEATURES),
        1,
        LossKind.MEAN_SQUARED_ERROR,
        Metric.none(),
        reader,
        Map.of(),
        GeneratedFacts.of(
            reader,
            "of " + data.length() + " time steps",
            "mean squared error of the best constant",
            "0.1667"),
        Map.of("always the mean", VARIANCE));
  }

  @Override
  public PreparedTask reopen(TaskContext context, Map<String, String> encoders) {
    return prepare(context);
  }

  private record Generator(int length) implements GeneratedReader.Generator {
    @Override
    public SequenceStore generate(long key, int from, int to) {
      int size = to - from;
      int[] offsets = new int[size + 1];
      float[] features = new float[size * length * FEATURES];
      float[] targets = new float[size];
      for (int s = 0; s < size; s++) {
        offsets[s + 1] = offsets[s] + length;
        targets[s] = fill(CounterRandom.key(key, from + s), features, offsets[s] * FEATURES);
      }
      return new SequenceStore(offsets, null, features, FEATURES, null, targets, 1, true);
    }

    /** Writes the inputs of one sequence and returns its target. */
    private float fill(long key, float[] features, int at) {
      for (int t = 0; t < length; t++) {
        features[at + FEATURES * t] = (float) CounterRandom.uniform(key, t);
      }
      int half = length / 2;
      int first = CounterRandom.below(key, length, half);
      int second = half + CounterRandom.below(key, length + 1L, length - half);
      features[at + FEATURES * first + 1] = 1;
      features[at + FEATURES * second + 1] = 1;
      return features[at + FEATURES * first] + features[at + FEATURES * second];
    }
  }
}
