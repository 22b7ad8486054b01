package rondo.train;

import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.network.Networks;
import rondo.optim.Optimizer;

/** How large a training is, told before any of it is allocated. */
public final class Sizing {
  private Sizing() {}

  /**
   * Names, places and shapes of the parameters.
   *
   * @throws RondoException CONFIG if they are more than one array can hold
   */
  public static ParameterLayout layout(ModelSpec model) {
    try {
      return Networks.layout(model);
    } catch (IllegalArgumentException | ArithmeticException e) {
      InputSpec input = model.input();
      throw new RondoException(
          ExitCode.CONFIG,
          "model.hidden: got "
              + model.hidden()
              + " with "
              + (input.kind() == InputSpec.Kind.MIXED ? input.width() : input.size())
              + " inputs and "
              + (model.head().stepOutputs() + model.head().sequenceOutputs())
              + " outputs, expected at most "
              + Integer.MAX_VALUE
              + " parameters in all; use smaller layers",
          e);
    }
  }

  /**
   * Bytes that one shard needs while it works, and the driver to combine what shards send.
   *
   * @param rows time steps of the largest batch
   */
  public static long bytes(TrainSpec spec, long rows) {
    int moments = Optimizer.of(spec.optimizer()).moments();
    long window = spec.recompute() == 0 ? rows : (long) spec.batch() * spec.recompute();
    long states =
        rows <= window ? 0 : Networks.stateBytes(spec.model()) * (rows / spec.recompute());
    // The batch and, with windows, a slice of it: inputs and a target or more a row.
    long data = 4 * rows * (inputs(spec.model()) + 2L);
    return Networks.trainingBytes(spec.model(), Math.min(rows, window), moments) + states + data;
  }

  /** Numbers of a batch a row. */
  private static int inputs(ModelSpec model) {
    InputSpec input = model.input();
    return switch (input.kind()) {
      case ONE_HOT, EMBEDDING -> 1;
      case DENSE -> input.size();
      case MIXED -> input.columns().size() + input.size();
    };
  }

  /**
   * Checks that a shard fits, so that a run ends before it begins and not hours into it.
   *
   * @param available bytes that one shard may use
   * @throws RondoException CONFIG with both numbers and the keys that change them, or if sequences
   *     are cut that the network needs as a whole, or a conditional random field or class weights
   *     do not fit the rest
   */
  public static void check(TrainSpec spec, long rows, long available) {
    requireWholeSequences(spec);
    requirePlainLossOfChains(spec);
    requireOneKindOfClasses(spec);
    layout(spec.model());
    long needed = bytes(spec, rows);
    if (needed > available) {
      throw new RondoException(
          ExitCode.CONFIG,
          "Training needs about "
              + mebibytes(needed)
              + " a shard (model.hidden = "
              + spec.model().hidden()
              + ", batches of "
              + rows
              + " time steps), expected at most the "
              + mebibytes(available)
              + " that are there; lower model.hidden, training.batch or training.truncate, set"
              + " training.recompute for long sequences, or give the JVM more memory");
    }
  }

  /** Some networks need a sequence in one piece. */
  private static void requireWholeSequences(TrainSpec spec) {
    String why = whyWhole(spec.model());
    String key = spec.recompute() > 0 ? "recompute" : "truncate";
    int got = spec.recompute() > 0 ? spec.recompute() : spec.truncate();
    if (why != null && got > 0) {
      throw new RondoException(
          ExitCode.CONFIG,
          "training."
              + key
              + ": got "
              + got
              + ", expected 0 with "
              + why
              + ", which needs whole sequences");
    }
  }

  /** Null if sequences may be cut. */
  private static String whyWhole(ModelSpec model) {
    if (model.bidirectional()) {
      return "model.bidirectional = true";
    }
    if (model.head().crf()) {
      return "model.crf = true";
    }
    return model.head().sequenceOutputs() > 0 ? "an output of sequences" : null;
  }

  private static void requirePlainLossOfChains(TrainSpec spec) {
    if (spec.model().head().crf()
        && !spec.loss().equals(LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY))) {
      throw new RondoException(
          ExitCode.CONFIG,
          "model.crf: got true with the loss "
              + spec.loss().name()
              + ", expected a softmax cross-entropy without class weights; set model.crf = false,"
              + " or leave the classes unweighted");
    }
  }

  /** Weights are those of the classes of one kind of output. */
  private static void requireOneKindOfClasses(TrainSpec spec) {
    HeadSpec head = spec.model().head();
    if (spec.loss().isWeighted() && head.stepOutputs() > 0 && head.sequenceOutputs() > 0) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.balanced: got weights of classes with outputs both at time steps and of whole"
              + " sequences, expected one kind of outputs; set data.balanced = false, or give one"
              + " data.target");
    }
  }

  private static String mebibytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
  }
}
