package rondo.task;

import java.util.Arrays;
import java.util.Map;
import rondo.data.SequenceLayout;
import rondo.data.SequenceStore;
import rondo.loss.LossKind;
import rondo.metric.Metric;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;

/**
 * The embedded Reber grammar of Hochreiter and Schmidhuber (1997). A sequence is B, then T or P,
 * then a word of the Reber grammar, then the same T or P again, then E. At each time step the
 * target class is the next symbol, and the 0/1 target values are the symbols that could follow: a
 * sequence is right if all of these score highest at every step. For that the network must remember
 * the second symbol over the whole word.
 */
public final class ReberGrammar implements Task {
  /** The symbols by token. */
  public static final String SYMBOLS = "BTPSXVE";

  private static final int B = 0;
  private static final int T = 1;
  private static final int P = 2;
  private static final int E = 6;
  private static final int LAST_STATE = 7;

  /**
   * By state of the Reber grammar: the symbols that may follow, and the states that they lead to.
   */
  private static final String[] FOLLOW = {"B", "TP", "SX", "TV", "XS", "PV", "E"};

  private static final int[][] NEXT = {{1}, {2, 3}, {2, 4}, {3, 5}, {3, 6}, {4, 6}, {LAST_STATE}};

  @Override
  public String name() {
    return "reber";
  }

  @Override
  public PreparedTask prepare(TaskContext context) {
    GeneratedReader.require(name(), context, 0, 0);
    int size = SYMBOLS.length();
    GeneratedReader reader =
        new GeneratedReader(
            name(),
            context.data(),
            context.seed(),
            new SequenceLayout(size, 0, size, size, false),
            ReberGrammar::generate);
    return new PreparedTask(
        context.embedding() > 0
            ? InputSpec.embedding(size, context.embedding())
            : InputSpec.oneHot(size),
        size,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        Metric.sequenceAccuracy(),
        reader,
        Map.of(),
        GeneratedFacts.of(reader, "of 8 and more time steps", "symbols", SYMBOLS),
        Map.of());
  }

  @Override
  public PreparedTask reopen(TaskContext context, Map<String, String> encoders) {
    return prepare(context);
  }

  private static SequenceStore generate(long key, int from, int to) {
    int[] offsets = new int[to - from + 1];
    Steps steps = new Steps();
    for (int s = 0; s < to - from; s++) {
      word(CounterRandom.key(key, from + s), steps);
      offsets[s + 1] = steps.size;
    }
    int[] targets = Arrays.copyOf(steps.targets, steps.size);
    float[] legal = new float[steps.size * SYMBOLS.length()];
    for (int t = 0; t < steps.size; t++) {
      for (int symbol = 0; symbol < SYMBOLS.length(); symbol++) {
        legal[t * SYMBOLS.length() + symbol] = (steps.legal[t] >> symbol) & 1;
      }
    }
    int[] tokens = Arrays.copyOf(steps.tokens, steps.size);
    return new SequenceStore(offsets, tokens, null, 0, targets, legal, SYMBOLS.length(), false);
  }

  private static void word(long key, Steps steps) {
    int outer = CounterRandom.below(key, 0, 2) == 0 ? T : P;
    steps.add(B, outer, (1 << T) | (1 << P));
    int symbol = outer;
    int draw = 1;
    for (int state = 0; state != LAST_STATE; draw++) {
      int choice = CounterRandom.below(key, draw, NEXT[state].length);
      int next = SYMBOLS.indexOf(FOLLOW[state].charAt(choice));
      int legal = FOLLOW[state].chars().map(c -> 1 << SYMBOLS.indexOf(c)).sum();
      steps.add(symbol, next, legal);
      state = NEXT[state][choice];
      symbol = next;
    }
    steps.add(E, outer, 1 << outer);
    steps.add(outer, E, 1 << E);
  }

  /** Time steps as they are made. */
  private static final class Steps {
    private int[] tokens = new int[1024];
    private int[] targets = new int[1024];
    private int[] legal = new int[1024]; // bits by symbol
    private int size;

    void add(int token, int target, int legalSymbols) {
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
        targets = Arrays.copyOf(targets, 2 * size);
        legal = Arrays.copyOf(legal, 2 * size);
      }
      tokens[size] = token;
      targets[size] = target;
      legal[size++] = legalSymbols;
    }
  }
}
