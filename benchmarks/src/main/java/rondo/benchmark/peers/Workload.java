package rondo.benchmark.peers;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every peer does in one step: a batch of sequences through a stacked recurrent network, with
 * softmax cross-entropy over {@code classes} at every time step, back-propagation through all time
 * steps, clipping of the gradient's norm and one update by Adam. A workload of inference has the
 * forward pass alone.
 *
 * @param cell "lstm" or "rnn" (tanh)
 * @param tokens whether inputs are tokens out of {@code classes} that are embedded in {@code
 *     inputs} numbers, as in a language model; else they are {@code inputs} real numbers
 * @param inputs numbers that enter the first layer at each time step
 * @param hidden units of each layer
 * @param lengths time steps of each sequence of the batch, longest first
 * @param training false for inference alone
 */
public record Workload(
    String name,
    String cell,
    boolean tokens,
    int inputs,
    int hidden,
    int layers,
    int classes,
    List<Integer> lengths,
    boolean training) {
  /** Limit of the gradient's norm in all workloads. */
  public static final double CLIP_NORM = 5;

  /** Learning rate of Adam in all workloads; betas 0.9 and 0.999, epsilon 1e-8. */
  public static final double LEARNING_RATE = 1e-3;

  private static final List<Workload> ALL =
      List.of(
          text("char-128", 128, 50, 64, 128, 1, 96),
          text("char-256", 64, 64, 128, 256, 1, 96),
          text("char-512", 32, 100, 256, 512, 2, 96),
          text("word-200", 20, 35, 200, 200, 2, 10_000),
          text("word-650", 20, 35, 650, 650, 2, 10_000),
          series("telemetry-80", 55, 80, 2, 10, equal(64, 250)),
          series("series-64", 7, 64, 1, 7, equal(128, 96)),
          new Workload("rnn-256", "rnn", true, 128, 256, 1, 96, equal(64, 64), true),
          series("ragged-128", 128, 128, 1, 20, geometric(64, 5, 200, 30)),
          new Workload("stream-256", "lstm", true, 128, 256, 1, 96, equal(1, 64), false));

  /** As ragged-128, but all sequences as long as their mean: what raggedness costs. */
  private static final Workload FIXED = series("fixed-128", 128, 128, 1, 20, equal(64, 30));

  public Workload {
    lengths = List.copyOf(lengths);
  }

  /** The workloads of the table, in its order. */
  public static List<Workload> all() {
    return ALL;
  }

  /**
   * One of {@link #all}, or fixed-128, which is measured only when it is asked for.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Workload named(String name) {
    return Stream.concat(ALL.stream(), Stream.of(FIXED))
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--workload: got '"
                        + name
                        + "', expected one of "
                        + String.join(", ", ALL.stream().map(Workload::name).toList())));
  }

  private static Workload text(
      String name, int batch, int steps, int inputs, int hidden, int layers, int classes) {
    List<Integer> lengths = equal(batch, steps);
    return new Workload(name, "lstm", true, inputs, hidden, layers, classes, lengths, true);
  }

  private static Workload series(
      String name, int inputs, int hidden, int layers, int classes, List<Integer> lengths) {
    return new Workload(name, "lstm", false, inputs, hidden, layers, classes, lengths, true);
  }

  private static List<Integer> equal(int batch, int steps) {
    return Collections.nCopies(batch, steps);
  }

  /**
   * Lengths as a geometric distribution has them that begins at {@code shortest}: its quantiles at
   * the middles of {@code batch} equal parts, so that there is nothing random in a workload.
   */
  private static List<Integer> geometric(int batch, int shortest, int longest, double mean) {
    double stop = 1 / (mean - shortest + 1); // probability that a sequence ends at a time step
    return Stream.iterate(batch - 1, b -> b >= 0, b -> b - 1)
        .map(b -> shortest + (int) (StrictMath.log((batch - b - 0.5) / batch) / Math.log(1 - stop)))
        .map(length -> Math.min(longest, length))
        .toList();
  }

  /** B: sequences of the batch. */
  public int batch() {
    return lengths.size();
  }

  /** T: time steps of the longest sequence. */
  public int steps() {
    return lengths.get(0);
  }

  /** Time steps of all sequences together, padding not counted: what throughput is told in. */
  public int timeSteps() {
    return lengths.stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether sequences are of unequal length. */
  public boolean ragged() {
    return timeSteps() < batch() * steps();
  }

  /** Blocks of {@code hidden} columns that one layer's products have. */
  public int gates() {
    return cell.equals("lstm") ? 4 : 1;
  }

  /** Token of a time step of a sequence, 0 to classes - 1: the same in all peers. */
  public int token(int sequence, int step) {
    return (sequence * 7919 + step * 104_729 + sequence * step * 31) % 1_000_003 % classes;
  }

  /** A real input, in [-1, 1): the same in all peers. */
  public float feature(int sequence, int step, int input) {
    return (sequence * 7919 + step * 104_729 + input * 12_553) % 2003 / 1001.5f - 1;
  }

  /** Class to predict: of tokens a function of the token, else one that counts up with time. */
  public int target(int sequence, int step) {
    return tokens ? (3 * token(sequence, step) + 5) % classes : (sequence + step) % classes;
  }
}
