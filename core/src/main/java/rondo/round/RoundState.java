package rondo.round;

import java.util.List;
import java.util.Map;

/**
 * What rounds carry from one to the next, beside counters.
 *
 * @param parameters the model
 * @param moments of the shards' optimizer, or of the driver's with gradient averaging, each as long
 *     as the parameters; those that do not travel are zero
 * @param slots of the driver's step, each as long as the parameters
 * @param carried state of each shard's streams, by shard id
 * @param optimizerSteps steps that the driver's own optimizer has taken
 */
public record RoundState(
    float[] parameters,
    List<float[]> moments,
    List<float[]> slots,
    Map<Integer, float[]> carried,
    long optimizerSteps) {
  public RoundState {
    moments = List.copyOf(moments);
    slots = List.copyOf(slots);
    carried = Map.copyOf(carried);
  }
}
