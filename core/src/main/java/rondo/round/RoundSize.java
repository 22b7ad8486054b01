package rondo.round;

import rondo.network.Networks;
import rondo.optim.Optimizer;
import rondo.train.Sizing;
import rondo.train.TrainSpec;

/**
 * How large the messages of a round are, at most, and what the driver keeps.
 *
 * @param parameters numbers of the model
 * @param sent moments that travel
 * @param kept moments, and arrays of the driver's step, that the driver keeps
 * @param stateBytes state of the streams of one shard
 * @param updateBytes of one shard's update as it travels
 */
public record RoundSize(long parameters, int sent, int kept, long stateBytes, long updateBytes) {
  private static final long NAMES = 1024; // counts, names and the like

  /** For a job. */
  public static RoundSize of(TrainSpec train, RoundSpec rounds) {
    int parameters = Sizing.layout(train.model()).size();
    SyncStrategy strategy = SyncStrategy.of(rounds, train);
    int sent = strategy.sentMoments().size();
    int moments = Optimizer.of(train.optimizer()).moments();
    long state = Networks.stateBytes(train.model()) * train.batch();
    long update = Packing.bytes(rounds.wire(), parameters, sent) + state + NAMES;
    return new RoundSize(parameters, sent, moments + strategy.slots(), state, update);
  }

  /** What the driver sends to all executors. */
  public long commonBytes() {
    return 4 * parameters * (1 + sent) + NAMES;
  }

  /** What the driver sends: to all, and to each shard. */
  public long inputBytes(int shards) {
    return commonBytes() + stateBytes * shards;
  }

  /** What comes back if updates are added up in slices: sums are floats, states are not added. */
  public long sumBytes(int shards) {
    return 4 * parameters * (1 + sent) + (stateBytes + NAMES) * shards;
  }

  /**
   * What the driver holds beside what comes: the model before and after a round, the best one, the
   * shards' start, moments and slots before and after, its message twice, and the sums in double
   * where it makes them.
   */
  public long driverBytes(int shards, boolean sliced) {
    long arrays = 4 * parameters * (4 + 2L * kept);
    int depth = sliced ? 0 : 1 + Integer.SIZE - Integer.numberOfLeadingZeros(shards);
    return arrays + 2 * inputBytes(shards) + 8 * parameters * depth;
  }
}
