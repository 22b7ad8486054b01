package rondo.plan;

/**
 * What the parts of {@link SyncWork} cost on machines of one kind.
 *
 * @param stageSeconds to begin and to end a stage
 * @param taskSeconds of the driver for one task: scheduled, sent, its result taken
 * @param blockSeconds to fetch one block, beside its bytes
 * @param serializedBytesPerSecond of a serializer, with the copies it makes; may be infinite
 * @param addedBytesPerSecond of the sum of updates; may be infinite
 * @param hopSeconds until a message over the network arrives
 */
public record SyncCosts(
    double stageSeconds,
    double taskSeconds,
    double blockSeconds,
    double serializedBytesPerSecond,
    double addedBytesPerSecond,
    double hopSeconds) {
  /** A message within a data centre, and the answer. Not fitted: one machine has none. */
  public static final double USUAL_HOP = 1e-3;

  /**
   * Fitted to rounds of a driver and two executors that share two cores ({@code docs/rounds.md}),
   * so rather too much for machines of their own. There the sum is not to be told from the
   * serializer.
   */
  public static final SyncCosts USUAL =
      new SyncCosts(0.0188, 2.94e-3, 3.3e-3, 9.3e8, Double.POSITIVE_INFINITY, USUAL_HOP);

  /**
   * @throws IllegalArgumentException if a number is negative or not a number, or a rate is 0
   */
  public SyncCosts {
    require("stage_seconds", stageSeconds, stageSeconds >= 0, "0 or more");
    require("task_seconds", taskSeconds, taskSeconds >= 0, "0 or more");
    require("block_seconds", blockSeconds, blockSeconds >= 0, "0 or more");
    require("hop_seconds", hopSeconds, hopSeconds >= 0, "0 or more");
    boolean serializes = serializedBytesPerSecond > 0;
    require("serialized_bytes_per_second", serializedBytesPerSecond, serializes, "more than 0");
    require("added_bytes_per_second", addedBytesPerSecond, addedBytesPerSecond > 0, "more than 0");
  }

  private static void require(String name, double got, boolean fits, String expected) {
    if (!fits) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }

  /** T_sync: seconds of a round beside its local steps. */
  public double seconds(SyncWork work, Bandwidth bandwidth) {
    return work.stages() * stageSeconds
        + work.tasks() * taskSeconds
        + work.blocks() * blockSeconds
        + work.serializedBytes() / serializedBytesPerSecond
        + work.addedBytes() / addedBytesPerSecond
        + network(work, bandwidth, hopSeconds);
  }

  /** The part of {@link #seconds} that a network adds; 0 without one. */
  static double network(SyncWork work, Bandwidth bandwidth, double hopSeconds) {
    boolean none = Double.isInfinite(bandwidth.bitsPerSecond());
    return none ? 0 : bandwidth.seconds(work.networkBytes()) + work.hops() * hopSeconds;
  }
}
