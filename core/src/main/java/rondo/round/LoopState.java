package rondo.round;

import rondo.optim.Plateau;

/**
 * All that training needs to go on after a round, with the same bits as if it had not stopped.
 *
 * @param rounds that are done
 * @param steps local steps that are done
 * @param timeSteps rows that were computed
 * @param seconds that rounds took
 * @param localSteps H; {@link RoundSpec#MEASURED} as long as it is not known
 * @param epochLoss of the epoch so far
 * @param droppedUpdates that were not finite
 */
public record LoopState(
    RoundState state,
    long rounds,
    long steps,
    long timeSteps,
    double seconds,
    int localSteps,
    Plateau plateau,
    Best best,
    EpochLoss epochLoss,
    long droppedUpdates) {

  LoopState withBest(Best newBest, Plateau newPlateau) {
    return new LoopState(
        state,
        rounds,
        steps,
        timeSteps,
        seconds,
        localSteps,
        newPlateau,
        newBest,
        epochLoss,
        droppedUpdates);
  }

  /**
   * The model that is kept.
   *
   * @param round after which it was taken
   * @param validLoss NaN without validation data
   */
  public record Best(float[] parameters, long round, double validLoss) {}

  /** Training loss of an epoch: a sum and its weight. */
  public record EpochLoss(double sum, double weight) {
    static final EpochLoss NONE = new EpochLoss(0, 0);

    EpochLoss plus(double addedSum, double addedWeight) {
      return new EpochLoss(sum + addedSum, weight + addedWeight);
    }

    double mean() {
      return sum / weight;
    }
  }
}
