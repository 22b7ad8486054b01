package rondo.export;

import java.util.List;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.network.Networks;

/**
 * What a model consists of, for people.
 *
 * @param tensors in the order of the parameters
 * @param parameters numbers in all of them
 */
public record ModelSummary(List<Entry> tensors, int parameters) {

  /**
   * One tensor (rows, columns).
   *
   * @param blocks equal blocks of columns, one for each gate
   */
  public record Entry(String name, int rows, int columns, int blocks) {
    /** Numbers in the tensor. */
    public int size() {
      return rows * columns;
    }
  }

  /** What a model of this description consists of. */
  public static ModelSummary of(ModelSpec spec) {
    ParameterLayout layout = Networks.layout(spec);
    return new ModelSummary(
        layout.tensors().stream()
            .map(t -> new Entry(t.name(), t.rows(), t.columns(), t.blocks()))
            .toList(),
        layout.size());
  }
}
