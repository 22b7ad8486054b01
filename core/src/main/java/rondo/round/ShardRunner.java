package rondo.round;

import java.util.List;
import rondo.data.Split;
import rondo.metric.Metric;
import rondo.train.Evaluation;
import rondo.train.GradientFlow;

/**
 * Where the shards are and work: in this JVM, or on Spark executors. Owns no state of the training,
 * so that any of its calls can be repeated.
 *
 * <p>Thread use: the driver's thread only.
 */
public interface ShardRunner extends AutoCloseable {
  /** All shards by id, the empty ones too; reads and packs them at the first call. */
  List<ShardInfo> shards();

  /** Shards that can work at the same time. */
  int concurrentShards();

  /** One round on every shard, and what their updates come to. */
  RoundResult run(RoundInput input);

  /** What evaluation counts beside the loss. */
  Metric metric();

  /** Evaluates parameters on one part of all shards; sums in the order of shard ids. */
  Evaluation evaluate(float[] parameters, Split split);

  /** Records the gradient flow on a batch of the first shard that has data; null if none has. */
  GradientFlow gradientFlow(float[] parameters);

  @Override
  void close();
}
