package rondo.round;

/**
 * What training came to.
 *
 * @param parameters the model: the best by the {@link Goal}, or that of the last good round if
 *     there was no validation data
 * @param round after which it was taken
 * @param validLoss its validation loss; NaN without validation data
 * @param trainLoss mean loss over the last epoch
 * @param rounds that were run
 * @param steps local steps that were run
 * @param timeSteps rows that were computed
 * @param seconds that rounds took, evaluation left out
 * @param divergence null, or what went wrong: the loss was not finite any more
 */
public record TrainResult(
    float[] parameters,
    long round,
    double validLoss,
    double trainLoss,
    long rounds,
    long steps,
    long timeSteps,
    double seconds,
    String divergence) {}
