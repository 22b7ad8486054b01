package rondo.plan;

import rondo.round.RoundSize;

/**
 * What has to be done in a round beside local steps, counted along the critical path: of what
 * executors do at the same time, the share of one of them. A round's seconds are linear in these
 * counts ({@link SyncCosts}), which is why constants can be fitted to measured rounds.
 *
 * <p>With N shards on E executors, S slices, D bytes that the driver sends to all, C bytes that it
 * sends to each shard with its task, U bytes of an update as it travels, V bytes of its numbers as
 * floats, and W bytes of all sums:
 *
 * <ul>
 *   <li>down, always: the driver writes D and each executor reads D; on the network {@code 2 D}
 *       (blocks go from executor to executor while they arrive) and {@code ceil(log2(E + 1))} hops
 *       of a first block; the driver writes {@code N C}, each executor reads C for each of its
 *       shards;
 *   <li>up, in the driver: each executor writes U for each of its shards, the driver receives and
 *       reads {@code N U}, adds {@code N V}, and takes its own step on V;
 *   <li>up, in slices: each executor cuts and writes U for each of its shards; S tasks receive,
 *       read and add one slice of N updates each, {@code ceil(S / E)} of them after another on an
 *       executor; the driver receives and reads W.
 * </ul>
 *
 * @param stages of the round's job
 * @param tasks of the round's job
 * @param blocks that are fetched one by one: of the broadcast, of results above {@link
 *     #DIRECT_BYTES} and of the shuffle
 * @param serializedBytes written or read by a serializer
 * @param addedBytes added up, as floats
 * @param networkBytes over the busiest link
 * @param hops messages that wait for an earlier one to arrive
 * @param broadcastBytes the driver's message to all: D, once
 * @param shuffleBytes between executors, all together
 * @param resultBytes that the driver receives, all together
 */
public record SyncWork(
    int stages,
    long tasks,
    long blocks,
    double serializedBytes,
    double addedBytes,
    double networkBytes,
    int hops,
    long broadcastBytes,
    long shuffleBytes,
    long resultBytes) {
  /** Results up to this size come with the message that a task is done; Spark's default. */
  public static final long DIRECT_BYTES = 1 << 20;

  private static final long BLOCK_BYTES = 4 << 20; // of a broadcast

  /**
   * A round's.
   *
   * @param executors that have shards, at least 1
   * @param slices 1 where the driver adds updates up
   */
  public static SyncWork of(RoundSize size, int shards, int executors, int slices) {
    return slices == 1
        ? inDriver(size, shards, executors)
        : sliced(size, shards, executors, slices);
  }

  /** One after the other on an executor. */
  static int waves(int count, int executors) {
    return (count + executors - 1) / executors;
  }

  private static double vectorBytes(RoundSize size) {
    return 4.0 * size.parameters() * (1 + size.sent());
  }

  private static SyncWork inDriver(RoundSize size, int shards, int executors) {
    double update = size.updateBytes();
    long result = shards * size.updateBytes();
    SyncWork down = down(size, shards, executors);
    return new SyncWork(
        1,
        shards,
        down.blocks + fetched(size.updateBytes(), shards),
        down.serializedBytes + waves(shards, executors) * update + result,
        (shards + 1) * vectorBytes(size),
        down.networkBytes + result,
        down.hops,
        down.broadcastBytes,
        0,
        result);
  }

  private static SyncWork sliced(RoundSize size, int shards, int executors, int slices) {
    double update = size.updateBytes();
    long shuffle = shards * size.updateBytes();
    long sums = size.sumBytes(shards);
    int after = waves(slices, executors);
    double share = (double) after / slices; // of all slices, what one executor adds up
    SyncWork down = down(size, shards, executors);
    return new SyncWork(
        2,
        (long) shards + slices,
        down.blocks + (long) after * shards + fetched(sums / slices, slices),
        down.serializedBytes
            + 2 * waves(shards, executors) * update // cut, and written
            + share * (shuffle + sums)
            + sums,
        (share * shards + 1) * vectorBytes(size),
        down.networkBytes + share * shuffle + sums,
        down.hops + 1,
        down.broadcastBytes,
        shuffle,
        sums);
  }

  private static SyncWork down(RoundSize size, int shards, int executors) {
    long bytes = size.commonBytes();
    double states = (double) shards * size.stateBytes();
    int hops = Integer.SIZE - Integer.numberOfLeadingZeros(executors); // ceil(log2(E + 1))
    long blocks = (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
    double network = 2.0 * bytes + hops * Math.min(bytes, BLOCK_BYTES) + states;
    double serialized =
        2.0 * bytes + states + waves(shards, executors) * (double) size.stateBytes();
    return new SyncWork(0, 0, blocks, serialized, 0, network, hops, bytes, 0, 0);
  }

  private static long fetched(long bytes, int results) {
    return bytes > DIRECT_BYTES ? results : 0;
  }
}
