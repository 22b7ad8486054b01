package rondo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rondo.round.RoundSize;
import rondo.round.RoundSpec;
import rondo.wire.Wire;

/** Counts against sums made by hand. */
class TestSyncWork {
  private static final long MIB = 1 << 20;

  /** A million parameters, one moment that travels, 1,000 bytes of state a shard. */
  private static RoundSize size(long updateBytes) {
    return new RoundSize(1_000_000, 1, 3, 1000, updateBytes);
  }

  @Test
  void updatesOfFourShardsInTheDriver() {
    SyncWork work = SyncWork.of(size(8_000_000), 4, 2, 1);
    long down = 8_000_000 + 1024; // parameters, a moment, names
    double states = 4 * 1000 + 2 * 1000; // written by the driver, two read on each executor
    assertThat(work.stages()).isEqualTo(1);
    assertThat(work.tasks()).isEqualTo(4);
    assertThat(work.blocks()).isEqualTo(2 + 4); // of the broadcast, and a result each
    assertThat(work.broadcastBytes()).isEqualTo(down);
    assertThat(work.resultBytes()).isEqualTo(4 * 8_000_000);
    assertThat(work.shuffleBytes()).isZero();
    // Written and read once; two shards on each executor write; the driver reads four.
    assertThat(work.serializedBytes()).isEqualTo(2.0 * down + states + 2 * 8e6 + 4 * 8e6);
    assertThat(work.addedBytes()).isEqualTo(5 * 8e6);
    assertThat(work.hops()).isEqualTo(2); // ceil(log2(3))
    assertThat(work.networkBytes()).isEqualTo(2.0 * down + 4 * 1000 + 2 * 4 * MIB + 4 * 8e6);
  }

  @Test
  void updatesOfEightShardsInFourSlices() {
    SyncWork work = SyncWork.of(size(8_000_000), 8, 8, 4);
    long down = 8_000_000 + 1024;
    double states = 8 * 1000 + 1000;
    long sums = 8_000_000 + 8 * (1000 + 1024);
    assertThat(work.stages()).isEqualTo(2);
    assertThat(work.tasks()).isEqualTo(8 + 4);
    assertThat(work.blocks()).isEqualTo(2 + 8 + 4); // broadcast, eight parts, four sums
    assertThat(work.shuffleBytes()).isEqualTo(8 * 8_000_000);
    assertThat(work.resultBytes()).isEqualTo(sums);
    // Cut and written by each; a quarter of all updates read, a quarter of the sums written by one.
    assertThat(work.serializedBytes())
        .isEqualTo(2.0 * down + states + 2 * 8e6 + (8 * 8e6 + sums) / 4 + sums);
    assertThat(work.addedBytes()).isEqualTo((8 / 4.0 + 1) * 8e6);
    assertThat(work.hops()).isEqualTo(4 + 1); // ceil(log2(9)), and the shuffle
    assertThat(work.networkBytes())
        .isEqualTo(2.0 * down + 8 * 1000 + 4 * 4 * MIB + 8 * 8e6 / 4 + sums);
  }

  @Test
  void moreSlicesThanExecutorsWaitForEachOther() {
    SyncWork four = SyncWork.of(size(8_000_000), 8, 4, 4);
    SyncWork eight = SyncWork.of(size(8_000_000), 8, 4, 8);
    assertThat(eight.addedBytes()).isEqualTo(four.addedBytes()); // twice the half
    assertThat(eight.blocks() - four.blocks()).isEqualTo(8 - 4); // but parts and sums are smaller
  }

  /** What the driver takes in grows with shards only where it adds them up itself. */
  @Test
  void slicesSpareTheDriver() {
    long few = SyncWork.of(size(8_000_000), 8, 8, 8).resultBytes();
    long many = SyncWork.of(size(8_000_000), 64, 64, 8).resultBytes();
    assertThat(many - few).isEqualTo(56 * (1000 + 1024));
    assertThat(SyncWork.of(size(8_000_000), 64, 64, 1).resultBytes())
        .isEqualTo(8 * SyncWork.of(size(8_000_000), 8, 8, 1).resultBytes());
  }

  @Test
  void smallResultsComeWithTheirMessages() {
    assertThat(SyncWork.of(size(MIB), 4, 4, 1).blocks()).isEqualTo(2);
    assertThat(SyncWork.of(size(MIB + 1), 4, 4, 1).blocks()).isEqualTo(2 + 4);
  }

  /** bfloat16 halves what travels up, and nothing else: sums and the way down are floats. */
  @Test
  void theWireFormCountsOnTheWayUp() {
    RoundSpec wide = PlannedJobs.rounds(4, 16, 0, Wire.FLOAT32);
    RoundSpec narrow = PlannedJobs.rounds(4, 16, 0, Wire.BFLOAT16);
    RoundSize of = RoundSize.of(PlannedJobs.train(1), wide);
    SyncWork full = SyncWork.of(of, 4, 4, 1);
    SyncWork half = SyncWork.of(RoundSize.of(PlannedJobs.train(1), narrow), 4, 4, 1);
    long numbers = 4 * of.parameters() * 2; // parameters' change and mean squares
    assertThat(full.resultBytes() - half.resultBytes()).isEqualTo(4 * numbers / 2);
    assertThat(half.broadcastBytes()).isEqualTo(full.broadcastBytes());
    assertThat(half.addedBytes()).isEqualTo(full.addedBytes());
  }
}
