package rondo.round;

/**
 * Local steps of each round: one while several shards warm up, then twice as many with every round
 * until there are H. Depends on nothing that was measured but H itself, so a run can be repeated
 * with the H that another one found.
 *
 * @param localSteps H; {@link RoundSpec#MEASURED}: not known yet, and the warm-up goes on
 * @param warmup rounds of the warm-up
 */
record RoundLengths(int localSteps, long warmup) {
  private static final int USUAL = 16; // local steps of a round, to count a warm-up by
  private static final int LEAST = 4; // rounds of a warm-up

  /** For a run of {@code totalSteps} local steps of each shard. */
  static RoundLengths of(RoundSpec spec, long totalSteps) {
    boolean none = spec.warmup() == 0 || spec.localSteps() == 1 || spec.shards() == 1;
    long rounds = (long) Math.ceil(spec.warmup() * totalSteps / USUAL);
    return new RoundLengths(spec.localSteps(), none ? 0 : Math.max(LEAST, rounds));
  }

  /** The same with the local steps that were measured. */
  RoundLengths measured(int steps) {
    return new RoundLengths(steps, warmup);
  }

  /** True if {@code round}, counted from 0, is the first that needs to know H. */
  boolean mustBeKnown(long round) {
    return localSteps == RoundSpec.MEASURED && round >= warmup;
  }

  /** Most local steps of {@code round}, counted from 0. */
  int steps(long round) {
    if (round < warmup || localSteps == RoundSpec.MEASURED) {
      return 1;
    }
    long doublings = round - warmup + 1;
    boolean ramp = warmup > 0 && doublings < Integer.SIZE - 2;
    return ramp ? Math.min(localSteps, 1 << doublings) : localSteps;
  }

  /** Rounds of a run whose rounds end with epochs; an unknown H counts as the usual one. */
  long rounds(long from, long step, long stepsPerEpoch, long totalSteps) {
    RoundLengths known = localSteps == RoundSpec.MEASURED ? measured(USUAL) : this;
    long round = from;
    for (long at = step; at < totalSteps; round++) {
      at += known.steps(round, at, stepsPerEpoch, totalSteps);
    }
    return round;
  }

  /** Local steps of {@code round}, which begins at {@code step}. */
  int steps(long round, long step, long stepsPerEpoch, long totalSteps) {
    long left = Math.min(stepsPerEpoch - step % stepsPerEpoch, totalSteps - step);
    return (int) Math.min(steps(round), left);
  }
}
