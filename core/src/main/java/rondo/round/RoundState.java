package rondo.round;

import java.util.Map;

/**
 * All that training carries from one round to the next; the driver's only state.
 *
 * @param parameters the model
 * @param moments the optimizer's moments, each as long as the parameters
 * @param carried state of each shard's streams, by shard id
 * @param optimizerSteps steps that the driver's own optimizer has taken
 */
public record RoundState(
    float[] parameters, float[][] moments, Map<Integer, float[]> carried, long optimizerSteps) {}
