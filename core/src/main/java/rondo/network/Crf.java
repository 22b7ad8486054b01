package rondo.network;

import rondo.data.Batch;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * Linear-chain conditional random field over the outputs (Lafferty, McCallum and Pereira 2001; on
 * recurrent networks Lample et al. 2016). The classes k_1 to k_T of a sequence, whose outputs are
 * y_1 to y_T, have the score
 *
 * <pre>
 * s(k) = start[k_1] + y_1[k_1] + sum over t > 1 of (A[k_{t-1}, k_t] + y_t[k_t]) + end[k_T]
 * </pre>
 *
 * and the probability {@code e^s(k) / Z}, Z being the sum of {@code e^s} over all K^T paths. With
 * A, start and end zero, as they are at first, that is a softmax of each output.
 *
 * <p>A chain is the output rows of a sequence in order of time, so outputs of whole sequences are
 * needed at once. Sums are in double and in logarithms. The same bits whatever the number of
 * threads: they take sequences, and for the gradient of A its rows, summed in the order of
 * sequences.
 *
 * <p>Parameters: {@code crf.transitions} (K, K), from class (row) to class (column), {@code
 * crf.start} and {@code crf.end} (1, K).
 *
 * <p>Thread use: one thread at a time.
 */
public final class Crf {
  private final Tensor transitions;
  private final Tensor start;
  private final Tensor end;
  private final ChainScores scores;
  private final PathSums sums;
  private final Viterbi viterbi;
  private final Chains chains = new Chains();
  private boolean summed;

  Crf(int classes, ParameterLayout.Builder layout, Parallel parallel) {
    this.transitions = layout.add("crf.transitions", classes, classes, 1, Initializer.zeros());
    this.start = layout.add("crf.start", 1, classes, 1, Initializer.zeros());
    this.end = layout.add("crf.end", 1, classes, 1, Initializer.zeros());
    this.scores = new ChainScores(classes);
    this.sums = new PathSums(scores, parallel);
    this.viterbi = new Viterbi(scores, parallel);
  }

  /**
   * Bytes beside the outputs, the parameters and their gradient, for batches of so many rows that
   * are learned and decoded.
   */
  static long bytes(int classes, long rows) {
    long chains = 2L * Integer.BYTES; // the row of a place, and its class
    long pairs = 4L * Double.BYTES * classes * classes; // of ChainScores three, and one gradient
    return pairs + rows * (PathSums.bytesARow(classes) + Viterbi.bytesARow(classes) + chains);
  }

  void prepare(float[] parameters) {
    scores.prepare(parameters, transitions.offset(), start.offset(), end.offset());
  }

  /**
   * The sum over sequences of {@code ln Z - s(target classes)}, in nats. The gradients of A, start
   * and end are kept for the {@link Network}, which adds them where it goes backward.
   *
   * @param outputs (P, K), all of the batch; replaced by dLoss/doutputs
   */
  public double loss(Matrix outputs, Batch batch) {
    chains.of(batch);
    double loss = sums.loss(chains, outputs, batch);
    summed = true;
    return loss;
  }

  /** {@code gradient += } that of the last {@link #loss}, once. */
  void addGradients(float[] gradient) {
    if (summed) {
      add(sums.dTransitions, transitions, gradient);
      add(sums.dStart, start, gradient);
      add(sums.dEnd, end, gradient);
      summed = false;
    }
  }

  private static void add(double[] sum, Tensor tensor, float[] gradient) {
    for (int i = 0; i < sum.length; i++) {
      gradient[tensor.offset() + i] += (float) sum[i];
    }
  }

  /**
   * The classes of the best path of each sequence; of equal ones that with the lowest class, from
   * the last time step on.
   *
   * @param outputs (P, K), all of the batch
   * @return the class of each output row (P)
   */
  public int[] decode(Matrix outputs, Batch batch) {
    chains.of(batch);
    return viterbi.decode(chains, outputs, batch.outputCount());
  }
}
