package rondo.spark.report;

/**
 * What a progress line tells. NaN: not known (yet).
 *
 * @param epoch passes over the data so far
 * @param epochs of the run
 * @param round rounds so far
 * @param rounds of the run
 * @param trainLoss of the latest rounds
 * @param validLoss of the latest evaluation
 * @param timeStepsPerSecond of the latest rounds
 * @param computeShare fraction of the time in which shards compute; the rest is sync
 * @param secondsLeft until the last round is done
 */
record ProgressState(
    double epoch,
    double epochs,
    long round,
    long rounds,
    double trainLoss,
    double validLoss,
    double timeStepsPerSecond,
    double computeShare,
    double secondsLeft) {

  /** Share of the run that is done, in [0, 1]. */
  double done() {
    return rounds == 0 ? 0 : Math.min(1, (double) round / rounds);
  }
}
