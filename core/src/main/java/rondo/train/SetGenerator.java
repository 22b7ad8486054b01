package rondo.train;

import java.util.Arrays;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Pass;
import rondo.parallel.Parallel;

/**
 * Writes sequences of sets, as the keys of polyphonic music, with a model whose outputs are the
 * log-odds of each element for the next time step. Given the past, elements are independent of each
 * other: each is drawn by itself. The network's state is carried from time step to time step, so
 * that nothing of the past is computed again.
 *
 * <p>Thread use: one thread at a time.
 */
public final class SetGenerator {
  private static final int[] ONE_ROW = {1};

  private final Network network;
  private final float[] parameters;
  private final int size;

  /**
   * What came out.
   *
   * @param sets (time steps) elements of each, ascending
   * @param probabilities (time steps, elements) that the model gave each element, from the time
   *     steps before it, before any temperature
   */
  public record Written(int[][] sets, float[][] probabilities) {}

  /**
   * @throws IllegalArgumentException if the model does not put out a score for each of its inputs
   */
  public SetGenerator(ModelSpec spec, float[] parameters, Kernels kernels) {
    if (spec.input().kind() != InputSpec.Kind.DENSE
        || spec.bidirectional()
        || spec.head().crf()
        || spec.head().sequenceOutputs() != 0
        || spec.outputs() != spec.input().size()) {
      throw new IllegalArgumentException(
          "model: got "
              + spec.input().size()
              + " inputs of kind "
              + spec.input().kind()
              + " and "
              + spec.outputs()
              + " outputs, expected one of one direction with as many outputs as real inputs");
    }
    this.network = new Network(spec, kernels, Parallel.single());
    this.parameters = parameters;
    this.size = spec.outputs();
  }

  /**
   * What the model expects of each time step of a sequence, from those before it; of the first one
   * from the empty set.
   *
   * @param sets elements of each time step, in any order
   * @return (time steps, elements) probabilities
   */
  public float[][] probabilities(int[][] sets) {
    return generate(sets, 0, 1, 0).probabilities();
  }

  /**
   * The sets that follow a beginning.
   *
   * @param beginning elements of its time steps; may be empty
   * @param length time steps to write
   * @param temperature log-odds are divided by it; 0 takes the elements that are more probable than
   *     not
   * @param seed the same seed gives the same sets
   * @return the beginning, and what was written after it
   */
  public Written generate(int[][] beginning, int length, double temperature, long seed) {
    network.prepare(parameters);
    int steps = Math.addExact(beginning.length, length);
    int[][] sets = Arrays.copyOf(beginning, steps);
    float[][] probabilities = new float[steps][size];
    long key = CounterRandom.key(seed, 0);
    for (int t = 0; t < steps; t++) {
      Matrix scores = step(t == 0 ? new int[0] : sets[t - 1], t > 0);
      for (int i = 0; i < size; i++) {
        probabilities[t][i] = (float) sigmoid(scores.data()[scores.at(0) + i]);
      }
      if (t >= beginning.length) {
        sets[t] = draw(scores, temperature, key, (long) (t - beginning.length) * size);
      }
    }
    return new Written(sets, probabilities);
  }

  private Matrix step(int[] before, boolean carriesState) {
    float[] inputs = new float[size];
    for (int element : before) {
      inputs[element] = 1;
    }
    Batch batch = new Batch(ONE_ROW, null, inputs, size, null, null, null, carriesState);
    return network.forward(batch, Pass.EVALUATION);
  }

  private int[] draw(Matrix scores, double temperature, long key, long index) {
    int[] drawn = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      double score = scores.data()[scores.at(0) + i];
      boolean in =
          temperature == 0
              ? score > 0
              : CounterRandom.uniform(key, index + i) < sigmoid(score / temperature);
      if (in) {
        drawn[count++] = i;
      }
    }
    return Arrays.copyOf(drawn, count);
  }

  /** With the same bits on every machine. */
  private static double sigmoid(double score) {
    return 1 / (1 + StrictMath.exp(-score));
  }
}
