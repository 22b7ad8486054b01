package rondo.round;

import java.util.ArrayList;
import java.util.List;
import rondo.optim.MomentAge;
import rondo.train.TrainStep;

/**
 * The moments of a shard's optimizer in a round: some come with the parameters, some begin at 0.
 */
final class InnerMoments {
  private final List<Integer> sent;
  private final int count;
  private final boolean firstTravels;
  private final boolean secondTravels;

  InnerMoments(SyncStrategy strategy, TrainStep step) {
    this.sent = strategy.sentMoments();
    this.count = step.moments();
    this.firstTravels = sent.stream().anyMatch(moment -> !step.isSecond(moment));
    this.secondTravels = sent.stream().anyMatch(step::isSecond);
  }

  /** The moments at the beginning of a round. */
  float[][] begin(RoundInput input) {
    float[][] moments = new float[count][];
    for (int i = 0; i < count; i++) {
      int place = sent.indexOf(i);
      moments[i] = place < 0 ? new float[input.parameters.length] : input.moments[place].clone();
    }
    return moments;
  }

  /**
   * Their age at a step: those that travel began with the run, the others with the round.
   *
   * @param at step of the run, from 0
   * @param inRound step of the round, from 0
   */
  MomentAge age(long at, int inRound) {
    return new MomentAge(firstTravels ? at + 1 : inRound + 1, secondTravels ? at + 1 : inRound + 1);
  }

  /** Those that travel back. */
  List<float[]> sent(float[][] moments) {
    List<float[]> travelling = new ArrayList<>();
    sent.forEach(moment -> travelling.add(moments[moment]));
    return travelling;
  }
}
