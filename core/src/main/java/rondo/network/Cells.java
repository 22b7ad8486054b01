package rondo.network;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;

/** The cells by name. A new cell is one class and one line here. */
public final class Cells {
  private static final Map<String, BiFunction<CellSpec, Kernels, Cell>> CELLS =
      new TreeMap<>(Map.of("rnn", RnnCell::new, "lstm", Cells::lstm, "gru", GruCell::new));

  private Cells() {}

  private static Cell lstm(CellSpec spec, Kernels kernels) {
    return spec.layerNorm() ? new NormalizedLstmCell(spec, kernels) : new LstmCell(spec, kernels);
  }

  /** The names that {@link CellSpec#kind} may have, sorted. */
  public static Set<String> names() {
    return CELLS.keySet();
  }

  /**
   * @throws IllegalArgumentException if there is no such cell
   */
  public static Cell create(CellSpec spec, Kernels kernels) {
    BiFunction<CellSpec, Kernels, Cell> factory = CELLS.get(spec.kind());
    if (factory == null) {
      throw new IllegalArgumentException(
          "cell: got '" + spec.kind() + "', expected one of " + String.join(", ", names()));
    }
    return factory.apply(spec, kernels);
  }
}
