package rondo.task;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import rondo.table.ColumnRequest;

/**
 * What is to be learned: how data becomes sequences, which input, outputs, loss and metric the
 * network gets. Implementations hold no state.
 */
public interface Task {
  /** The name in job files. */
  String name();

  /**
   * The columns that it needs of a table, which is staged before {@link #prepare}; empty if it
   * reads no table.
   *
   * @param forTraining false if the data is only predicted: targets are optional then
   * @throws rondo.error.RondoException CONFIG if the task cannot be done with what is said there
   */
  default List<ColumnRequest> columns(DataSpec data, boolean forTraining) {
    return List.of();
  }

  /**
   * Looks at the data and builds the encoders from its training part.
   *
   * @throws rondo.error.RondoException NO_INPUT, BAD_DATA or CONFIG if it cannot be trained on
   * @throws IOException if the input cannot be read
   */
  PreparedTask prepare(TaskContext context) throws IOException;

  /**
   * Looks at data for a model that is already trained; there need not be a training part.
   *
   * @param encoders as {@link PreparedTask#encoders} were, from the model directory
   * @throws rondo.error.RondoException NO_INPUT, BAD_DATA or CONFIG; CORRUPT for bad encoders
   * @throws IOException if the input cannot be read
   */
  PreparedTask reopen(TaskContext context, Map<String, String> encoders) throws IOException;
}
