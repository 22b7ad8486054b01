package rondo.network;

import java.util.Arrays;
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
  private final int K;
  private final Tensor transitionTensor;
  private final Tensor startTensor;
  private final Tensor endTensor;
  private final Parallel parallel;
  private final Transitions transitions;
  private final Chains chains = new Chains();
  private final Matrix oneHot;
  private final double[] start;
  private final double[] end;
  private final double[] dTransitions;
  private final double[] dStart;
  private final double[] dEnd;
  private double[] alpha = new double[0]; // (P, K)
  private double[] forward = alpha; // (P, K): e^alpha, scaled
  private double[] backward = alpha; // (P, K): e^(y + beta), scaled
  private double[] maxima = alpha; // (P): of alpha
  private double[] losses = alpha; // (B)
  private int[] before = new int[0]; // (P, K): the best class before
  private boolean summed;

  Crf(int classes, ParameterLayout.Builder layout, Parallel parallel) {
    this.K = classes;
    this.transitionTensor = layout.add("crf.transitions", K, K, 1, Initializer.zeros());
    this.startTensor = layout.add("crf.start", 1, K, 1, Initializer.zeros());
    this.endTensor = layout.add("crf.end", 1, K, 1, Initializer.zeros());
    this.parallel = parallel;
    this.transitions = new Transitions(K);
    this.oneHot = new Matrix(K);
    this.start = new double[K];
    this.end = new double[K];
    this.dTransitions = new double[K * K];
    this.dStart = new double[K];
    this.dEnd = new double[K];
  }

  void prepare(float[] parameters) {
    transitions.prepare(parameters, transitionTensor.offset());
    for (int k = 0; k < K; k++) {
      start[k] = parameters[startTensor.offset() + k];
      end[k] = parameters[endTensor.offset() + k];
    }
  }

  /** Bytes a row of outputs of {@code classes} classes that are kept beside the outputs. */
  static long bytesARow(int classes) {
    return 3L * Double.BYTES * classes;
  }

  /**
   * The sum over sequences of {@code ln Z - s(target classes)}, in nats. The gradients of A, start
   * and end are kept for the {@link Network}, which adds them where it goes backward.
   *
   * @param outputs (P, K), all of the batch; replaced by dLoss/doutputs
   */
  public double loss(Matrix outputs, Batch batch) {
    chains.of(batch);
    reserve(batch.outputCount());
    parallel.forRange(
        chains.sequences(),
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            losses[b] = chains.first(b) == chains.first(b + 1) ? 0 : loss(b, outputs, batch);
          }
        });
    sumGradients(outputs, batch);
    summed = true;
    double sum = 0;
    for (int b = 0; b < chains.sequences(); b++) {
      sum += losses[b];
    }
    return sum;
  }

  private void reserve(int places) {
    if (alpha.length < places * K) {
      alpha = new double[Math.multiplyExact(places, K)];
      forward = new double[places * K];
      backward = new double[places * K];
    }
    if (maxima.length < places) {
      maxima = new double[places];
    }
    if (losses.length < chains.sequences()) {
      losses = new double[chains.sequences()];
    }
  }

  private double loss(int b, Matrix outputs, Batch batch) {
    int last = chains.first(b + 1) - 1;
    double score = end[target(batch, last)];
    for (int place = chains.first(b); place <= last; place++) {
      int y = outputs.at(chains.row(place));
      int target = target(batch, place);
      score += outputs.data()[y + target];
      if (place == chains.first(b)) {
        score += start[target];
        System.arraycopy(start, 0, alpha, place * K, K);
      } else {
        score += transitions.score(target(batch, place - 1), target);
        int previous = (place - 1) * K;
        maxima[place - 1] =
            transitions.sum(false, alpha, previous, forward, previous, alpha, place * K);
      }
      for (int k = 0; k < K; k++) {
        alpha[place * K + k] += outputs.data()[y + k];
      }
    }
    double logZ = logSum(alpha, last * K, end);
    goBack(b, outputs, batch, logZ);
    return logZ - score;
  }

  private int target(Batch batch, int place) {
    return batch.targetClasses[chains.row(place)];
  }

  /** ln sum of {@code e^(x + y)}. */
  private double logSum(double[] x, int xOffset, double[] y) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < K; k++) {
      max = Math.max(max, x[xOffset + k] + y[k]);
    }
    double sum = 0;
    for (int k = 0; k < K; k++) {
      sum += StrictMath.exp(x[xOffset + k] + y[k] - max);
    }
    return max + StrictMath.log(sum);
  }

  /**
   * From the last time step to the first: the probability of each class there, less 1 at the
   * target, is the gradient of the output. Leaves in {@link #forward} and {@link #backward} what
   * the probability of a pair of neighbours is the product of, but for the power of A.
   */
  private void goBack(int b, Matrix outputs, Batch batch, double logZ) {
    int first = chains.first(b);
    int last = chains.first(b + 1) - 1;
    System.arraycopy(end, 0, backward, last * K, K); // beta
    for (int place = last; place >= first; place--) {
      int y = outputs.at(chains.row(place));
      int at = place * K;
      for (int k = 0; k < K; k++) {
        double probability = StrictMath.exp(alpha[at + k] + backward[at + k] - logZ);
        alpha[at + k] = outputs.data()[y + k] + backward[at + k]; // y + beta
        outputs.data()[y + k] = (float) probability;
      }
      outputs.data()[y + target(batch, place)] -= 1;
      if (place > first) {
        double max = transitions.sum(true, alpha, at, backward, at, backward, at - K);
        double scale = StrictMath.exp(maxima[place - 1] + transitions.largest() + max - logZ);
        for (int k = 0; k < K; k++) {
          backward[at + k] *= scale;
        }
      }
    }
  }

  /** The probabilities of pairs of neighbours less those of the targets, over all sequences. */
  private void sumGradients(Matrix outputs, Batch batch) {
    parallel.split(K, 1, (from, to) -> sumPairs(from, to));
    Arrays.fill(dStart, 0);
    Arrays.fill(dEnd, 0);
    for (int b = 0; b < chains.sequences(); b++) {
      int first = chains.first(b);
      int last = chains.first(b + 1) - 1;
      if (first > last) {
        continue;
      }
      for (int place = first + 1; place <= last; place++) {
        dTransitions[target(batch, place - 1) * K + target(batch, place)] -= 1;
      }
      for (int k = 0; k < K; k++) {
        dStart[k] += outputs.data()[outputs.at(chains.row(first)) + k];
        dEnd[k] += outputs.data()[outputs.at(chains.row(last)) + k];
      }
    }
  }

  private void sumPairs(int from, int to) {
    Arrays.fill(dTransitions, from * K, to * K, 0);
    for (int b = 0; b < chains.sequences(); b++) {
      for (int place = chains.first(b) + 1; place < chains.first(b + 1); place++) {
        for (int i = from; i < to; i++) {
          double weight = forward[(place - 1) * K + i];
          for (int j = 0; j < K; j++) {
            dTransitions[i * K + j] += weight * backward[place * K + j];
          }
        }
      }
    }
    for (int i = from; i < to; i++) {
      for (int j = 0; j < K; j++) {
        dTransitions[i * K + j] *= transitions.power(i, j);
      }
    }
  }

  /** {@code gradient += } that of the last {@link #loss}, once. */
  void addGradients(float[] gradient) {
    if (summed) {
      add(dTransitions, transitionTensor, gradient);
      add(dStart, startTensor, gradient);
      add(dEnd, endTensor, gradient);
      summed = false;
    }
  }

  private static void add(double[] sum, Tensor tensor, float[] gradient) {
    for (int i = 0; i < sum.length; i++) {
      gradient[tensor.offset() + i] += (float) sum[i];
    }
  }

  /**
   * The classes of the best path of each sequence (Viterbi 1967); of equal ones that with the
   * lowest class, from the last time step on.
   *
   * @param outputs (P, K), all of the batch
   * @return the class of each output row (P)
   */
  public int[] decode(Matrix outputs, Batch batch) {
    chains.of(batch);
    reserve(batch.outputCount());
    if (before.length < batch.outputCount() * K) {
      before = new int[batch.outputCount() * K];
    }
    int[] classes = new int[batch.outputCount()];
    parallel.forRange(
        chains.sequences(),
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            decode(b, outputs, classes);
          }
        });
    return classes;
  }

  private void decode(int b, Matrix outputs, int[] classes) {
    int first = chains.first(b);
    int last = chains.first(b + 1) - 1;
    for (int place = first; place <= last; place++) {
      int y = outputs.at(chains.row(place));
      for (int k = 0; k < K; k++) {
        double best = place == first ? start[k] : bestBefore(place, k);
        alpha[place * K + k] = best + outputs.data()[y + k] + (place == last ? end[k] : 0);
      }
    }
    int best = 0;
    for (int place = last; place >= first; place--) {
      if (place == last) {
        for (int k = 1; k < K; k++) {
          best = alpha[place * K + k] > alpha[place * K + best] ? k : best;
        }
      } else {
        best = before[(place + 1) * K + best];
      }
      classes[chains.row(place)] = best;
    }
  }

  private double bestBefore(int place, int k) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < K; i++) {
      double score = alpha[(place - 1) * K + i] + transitions.score(i, k);
      if (score > most) {
        most = score;
        best = i;
      }
    }
    before[place * K + k] = best;
    return most;
  }

  /**
   * {@link #decode} as scores (P, K), 1 at the classes of the best paths and 0 elsewhere, for what
   * takes the class with the highest score; overwritten by the next call.
   */
  public Matrix decodedScores(Matrix outputs, Batch batch) {
    int[] classes = decode(outputs, batch);
    oneHot.reserve(classes.length);
    oneHot.clear(0, classes.length);
    for (int row = 0; row < classes.length; row++) {
      oneHot.data()[oneHot.at(row) + classes[row]] = 1;
    }
    return oneHot;
  }
}
