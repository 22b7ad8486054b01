package rondo.model;

import java.io.Serializable;
import java.util.List;

/**
 * What a network is: everything that fixes the names and shapes of its parameters and its
 * equations.
 *
 * @param input what enters at each time step
 * @param cell the recurrent cell of all layers
 * @param hidden hidden units of each stacked layer, first layer first
 * @param dropout probability with which an input of a layer above the first, and of the head, is
 *     dropped in training
 * @param recurrentDropout probability with which a unit of the recurrent state is dropped in
 *     training, the same units at all time steps
 * @param initialState where h and c start
 * @param bidirectional whether each layer has a second half, of as many units, that reads the
 *     sequence from its end
 * @param head what leaves
 */
public record ModelSpec(
    InputSpec input,
    CellSpec cell,
    List<Integer> hidden,
    double dropout,
    double recurrentDropout,
    InitialState initialState,
    boolean bidirectional,
    HeadSpec head)
    implements Serializable {

  /** Where the state of a sequence starts: at zero, or at parameters that are learned. */
  public enum InitialState {
    ZERO,
    LEARNED
  }

  /**
   * @throws IllegalArgumentException if a size or probability is out of range
   */
  public ModelSpec {
    hidden = List.copyOf(hidden);
    if (hidden.isEmpty()) {
      throw new IllegalArgumentException("hidden: got no layer, expected at least one");
    }
    for (int units : hidden) {
      requireRange("hidden", units, 1, 1 << 16);
    }
    requireProbability("dropout", dropout);
    requireProbability("recurrent-dropout", recurrentDropout);
    if (head.tied()) {
      requireTied(input, topWidth(cell, hidden, bidirectional), head);
    }
  }

  private static int topWidth(CellSpec cell, List<Integer> hidden, boolean bidirectional) {
    int units = hidden.get(hidden.size() - 1);
    return (cell.projection() > 0 ? cell.projection() : units) * (bidirectional ? 2 : 1);
  }

  private static void requireTied(InputSpec input, int width, HeadSpec head) {
    if (input.kind() != InputSpec.Kind.EMBEDDING) {
      throw new IllegalArgumentException(
          "tied: got true, expected false without an embedding of one column of tokens; set"
              + " model.embedding");
    }
    if (input.size() != head.stepOutputs()) {
      throw new IllegalArgumentException(
          "tied: got true, expected as many outputs as tokens, which are "
              + head.stepOutputs()
              + " and "
              + input.size()
              + "; set model.tied = false");
    }
    if (input.embedding() != width) {
      throw new IllegalArgumentException(
          "tied: got true, expected an embedding as wide as what the uppermost layer puts out,"
              + " which are "
              + input.embedding()
              + " and "
              + width
              + "; set model.embedding, model.projection or the last of model.hidden");
    }
  }

  /** One direction, and an output at time steps alone. */
  public ModelSpec(
      InputSpec input,
      CellSpec cell,
      List<Integer> hidden,
      double dropout,
      double recurrentDropout,
      InitialState initialState,
      int outputs) {
    this(
        input,
        cell,
        hidden,
        dropout,
        recurrentDropout,
        initialState,
        false,
        HeadSpec.steps(outputs));
  }

  /** Size of the output at a time step. */
  public int outputs() {
    return head.stepOutputs();
  }

  private static void requireProbability(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + ": got " + value + ", expected 0 <= p < 1");
    }
  }

  static void requireRange(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + ": got " + value + ", expected " + low + " to " + high);
    }
  }
}
