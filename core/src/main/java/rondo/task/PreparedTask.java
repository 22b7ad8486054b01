package rondo.task;

import java.util.LinkedHashMap;
import java.util.Map;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.metric.Metric;
import rondo.model.InputSpec;

/**
 * What a task found out about its data before training.
 *
 * @param input what enters the network
 * @param outputs size of the output at a time step; 0 if there is none
 * @param sequenceOutputs size of the output of a whole sequence; 0 if there is none
 * @param metric what else evaluation counts beside the loss
 * @param reader gives the shards
 * @param encoders files that go into the model directory beside the weights, by name: JSON
 * @param facts what to tell the user before training, in order: name and value
 * @param baselines losses of predictors that learn nothing, by name, to compare a model with
 */
public record PreparedTask(
    InputSpec input,
    int outputs,
    int sequenceOutputs,
    LossSpec loss,
    Metric metric,
    ShardReader reader,
    Map<String, String> encoders,
    Map<String, String> facts,
    Map<String, Double> baselines) {
  /** The same with one more file in the model directory. */
  public PreparedTask withEncoder(String name, String json) {
    Map<String, String> more = new LinkedHashMap<>(encoders);
    more.put(name, json);
    return new PreparedTask(
        input, outputs, sequenceOutputs, loss, metric, reader, more, facts, baselines);
  }

  /** With an output at time steps alone, and a loss that has no options. */
  public PreparedTask(
      InputSpec input,
      int outputs,
      LossKind loss,
      Metric metric,
      ShardReader reader,
      Map<String, String> encoders,
      Map<String, String> facts,
      Map<String, Double> baselines) {
    this(input, outputs, 0, LossSpec.of(loss), metric, reader, encoders, facts, baselines);
  }
}
