package rondo.train;

import java.util.function.IntPredicate;
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
 * Writes text with a language model: token after token, each drawn from the model's distribution
 * and fed back to it.
 *
 * <p>Thread use: one thread at a time.
 */
public final class TextGenerator {
  private static final int[] ONE_ROW = {1};

  private final Network network;
  private final float[] parameters;
  private final int size;

  /**
   * @throws IllegalArgumentException if the model does not put out a score for each of its tokens
   */
  public TextGenerator(ModelSpec spec, float[] parameters, Kernels kernels) {
    InputSpec.Kind kind = spec.input().kind();
    boolean tokens = kind == InputSpec.Kind.ONE_HOT || kind == InputSpec.Kind.EMBEDDING;
    if (!tokens
        || spec.bidirectional()
        || spec.head().crf()
        || spec.outputs() != spec.input().size()) {
      throw new IllegalArgumentException(
          "model: got "
              + spec.input().size()
              + " inputs of kind "
              + spec.input().kind()
              + " and "
              + spec.outputs()
              + " outputs, expected a language model of one direction with as many outputs as"
              + " tokens");
    }
    this.network = new Network(spec, kernels, Parallel.single());
    this.parameters = parameters;
    this.size = spec.outputs();
  }

  /**
   * The tokens that follow a beginning.
   *
   * @param beginning at least one token; not part of the result
   * @param length tokens to write
   * @param excluded token that is never written; -1 for none
   * @param seed the same seed gives the same text
   */
  public int[] generate(int[] beginning, int length, Sampling sampling, int excluded, long seed) {
    int[] written = new int[length];
    int[] size = {0};
    generate(
        beginning,
        length,
        sampling,
        excluded,
        seed,
        token -> {
          written[size[0]++] = token;
          return true;
        });
    return written;
  }

  /**
   * The same, token by token.
   *
   * @param length tokens to write, at most
   * @param sink takes each token, and says whether there are to be more
   */
  public void generate(
      int[] beginning, int length, Sampling sampling, int excluded, long seed, IntPredicate sink) {
    network.prepare(parameters);
    Matrix scores = null;
    for (int i = 0; i < beginning.length; i++) {
      scores = step(beginning[i], i > 0);
    }
    long key = CounterRandom.key(seed, 0);
    for (int i = 0; i < length; i++) {
      int token = sampling.draw(scores.data(), scores.at(0), size, excluded, key, i);
      if (!sink.test(token)) {
        return;
      }
      scores = step(token, true);
    }
  }

  private Matrix step(int token, boolean carriesState) {
    Batch batch = new Batch(ONE_ROW, new int[] {token}, null, 0, null, null, null, carriesState);
    return network.forward(batch, Pass.EVALUATION);
  }
}
