package rondo.spark.shard;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.ShuffledRDD;
import rondo.round.RoundSpec;
import rondo.round.RoundSum;
import rondo.round.RoundUpdate;
import rondo.round.ShardReport;
import rondo.round.Slice;
import rondo.round.SyncStrategy.Payload;
import scala.Tuple2;

/**
 * Adds updates up in tasks that take one slice of every update each, so that the driver receives
 * sums alone: as many numbers as an update has, whatever the number of shards. The bits are those
 * of a sum in the driver ({@link Slice}).
 */
public final class SlicedReduce {
  /** What a slice is worth at least; below, the task costs more than the bytes. */
  private static final long LEAST_BYTES = 16 << 10;

  /** Bytes that a link carries in the time that a task takes to schedule. */
  private static final double BYTES_A_TASK = 5e5;

  /** Up to so many updates the driver adds up sooner than a shuffle begins. */
  private static final int FEW = 4;

  private static final long SMALL_BYTES = 4 << 20;

  private SlicedReduce() {}

  /** A slice on its way; the report of an update travels with one of its slices. */
  record Part(ShardReport report, Slice slice) {}

  /** The sum of a slice; no vectors if no update counts. */
  record Sum(List<float[]> vectors, List<ShardReport> reports) {}

  /**
   * Slices to cut updates into; 1 where the driver adds them up itself.
   *
   * @param updateBytes of one update
   * @param local whether all shards are in this JVM
   */
  public static int slices(RoundSpec rounds, long updateBytes, boolean local) {
    int shards = rounds.shards();
    boolean small = shards <= FEW || updateBytes * shards < SMALL_BYTES || local;
    if (rounds.reduce() == RoundSpec.Reduce.DRIVER
        || (rounds.reduce() == RoundSpec.Reduce.AUTO && small)) {
      return 1;
    }
    // Fewest seconds of tasks and links together.
    double best = Math.sqrt((double) shards * updateBytes / BYTES_A_TASK);
    long most = Math.min(shards, Math.max(1, updateBytes / LEAST_BYTES));
    return (int) Math.max(2, Math.min(most, Math.round(best)));
  }

  /**
   * Runs the job whose tasks make {@code updates}.
   *
   * @param slices at least 2
   */
  static RoundSum run(
      JavaSparkContext spark, JavaRDD<RoundUpdate> updates, int slices, Payload payload) {
    JavaRDD<Sum> sums = null;
    var parts =
        updates
            .flatMapToPair(update -> TaskFailures.inTask(() -> cut(update, slices)))
            .partitionBy(new HashPartitioner(slices));
    try {
      sums =
          parts.mapPartitions(
              received -> List.of(TaskFailures.inTask(() -> sum(received, payload))).iterator());
      return joined(sums.collect());
    } finally {
      forget(spark, (ShuffledRDD<?, ?, ?>) parts.rdd());
    }
  }

  private static Iterator<Tuple2<Integer, Part>> cut(RoundUpdate update, int slices) {
    List<Tuple2<Integer, Part>> parts = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      Slice slice = update.report().counts() ? Slice.of(update, i, slices) : null;
      // Reports carry the state of streams: each goes with another slice.
      ShardReport report = i == update.report().shard() % slices ? update.report() : null;
      if (slice != null || report != null) {
        parts.add(Tuple2.apply(i, new Part(report, slice)));
      }
    }
    return parts.iterator();
  }

  private static Sum sum(Iterator<Tuple2<Integer, Part>> received, Payload payload) {
    List<Slice> slices = new ArrayList<>();
    List<ShardReport> reports = new ArrayList<>();
    while (received.hasNext()) {
      Part part = received.next()._2();
      if (part.slice() != null) {
        slices.add(part.slice());
      }
      if (part.report() != null) {
        reports.add(part.report());
      }
    }
    return new Sum(slices.isEmpty() ? List.of() : Slice.combine(slices, payload), reports);
  }

  /** In the order of partitions, which is that of slices. */
  private static RoundSum joined(List<Sum> sums) {
    List<ShardReport> reports = sums.stream().flatMap(sum -> sum.reports().stream()).toList();
    List<List<float[]>> slices =
        sums.stream().map(Sum::vectors).filter(vectors -> !vectors.isEmpty()).toList();
    return RoundSum.joined(slices, reports);
  }

  /** Deletes the files of a shuffle now: rounds make them faster than garbage is collected. */
  private static void forget(JavaSparkContext spark, ShuffledRDD<?, ?, ?> shuffled) {
    if (!spark.sc().isStopped() && spark.sc().cleaner().isDefined()) {
      var dependency = (org.apache.spark.ShuffleDependency<?, ?, ?>) shuffled.dependencies().head();
      spark.sc().cleaner().get().doCleanupShuffle(dependency.shuffleId(), false);
    }
  }
}
