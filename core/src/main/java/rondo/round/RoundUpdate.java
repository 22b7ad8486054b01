package rondo.round;

import java.util.List;
import rondo.network.Networks;
import rondo.train.Sizing;
import rondo.train.TrainSpec;
import rondo.wire.PackedFloats;

/**
 * What one shard made of a round.
 *
 * <p>Thread use: read only once built.
 *
 * @param vectors what the strategy makes of the round ({@link SyncStrategy.Payload}), then the
 *     moments of the optimizer that travel, each as long as the parameters; none if the update does
 *     not count
 */
public record RoundUpdate(ShardReport report, List<PackedFloats> vectors) {
  public RoundUpdate {
    vectors = List.copyOf(vectors);
  }

  /** An update of a shard without data: counts for nothing. */
  public static RoundUpdate empty(int shard) {
    return new RoundUpdate(new ShardReport(shard, 0, 0, 0, null, 0, 0, true, 0, 0, 0), List.of());
  }

  /** The same, with the time in which the shard waited for its input. */
  public RoundUpdate fetchedIn(long nanos) {
    return new RoundUpdate(report.fetchedIn(nanos), vectors);
  }

  /** The most bytes that an update has: parameters or gradient, moments, state of streams. */
  public static long mostBytes(TrainSpec train, RoundSpec rounds) {
    int parameters = Sizing.layout(train.model()).size();
    int moments = SyncStrategy.of(rounds, train).sentMoments().size();
    return Packing.bytes(rounds.wire(), parameters, moments)
        + Networks.stateBytes(train.model()) * train.batch();
  }
}
