package rondo.optim;

/**
 * The learning rate of every step: a pure function, so that any shard and any retry agrees.
 *
 * @param peak rate that the schedule's factor multiplies
 * @param stepsPerEpoch local steps of an epoch
 * @param totalSteps local steps of the whole run
 */
public record LearningRate(
    double peak, ScheduleSpec schedule, long stepsPerEpoch, long totalSteps) {
  /**
   * The rate of a step.
   *
   * @param step counted from 0 over the whole run
   * @param plateauFactor what PLATEAU has come to by then; 1 for other kinds
   */
  public double at(long step, double plateauFactor) {
    double warmupSteps = schedule.warmup() * totalSteps;
    double warm = step + 1 >= warmupSteps ? 1 : (step + 1) / warmupSteps;
    return peak * warm * Math.max(schedule.floor(), factor(step, warmupSteps, plateauFactor));
  }

  private double factor(long step, double warmupSteps, double plateauFactor) {
    double epoch = (double) step / stepsPerEpoch;
    return switch (schedule.kind()) {
      case CONSTANT -> 1;
      case STEP -> StrictMath.pow(schedule.factor(), Math.floor(epoch / schedule.every()));
      case EXPONENTIAL -> StrictMath.pow(schedule.factor(), Math.max(0, epoch - schedule.hold()));
      case COSINE -> {
        double done = Math.max(0, step - warmupSteps) / Math.max(1, totalSteps - warmupSteps);
        yield schedule.floor()
            + (1 - schedule.floor()) * (1 + StrictMath.cos(Math.PI * Math.min(1, done))) / 2;
      }
      case PLATEAU -> plateauFactor;
    };
  }
}
