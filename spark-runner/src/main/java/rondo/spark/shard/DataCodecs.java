package rondo.spark.shard;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import rondo.data.SequenceLayout;
import rondo.data.SequenceStore;
import rondo.task.PackedShard;

/** How packed data is written into the cache of an executor, and read back. */
final class DataCodecs {
  private DataCodecs() {}

  static void writeShard(Output output, CachedShard cached) {
    output.writeInt(cached.shard());
    output.writeBoolean(cached.packed() != null);
    if (cached.packed() != null) {
      writeStore(output, (SequenceStore) cached.packed().train);
      writeStore(output, (SequenceStore) cached.packed().validation);
      writeStore(output, (SequenceStore) cached.packed().test);
    }
  }

  static CachedShard readShard(Input input) {
    int shard = input.readInt();
    return new CachedShard(
        shard,
        input.readBoolean()
            ? new PackedShard(shard, readStore(input), readStore(input), readStore(input))
            : null);
  }

  static void writeStore(Output output, SequenceStore store) {
    SequenceLayout layout = store.layout();
    output.writeInt(layout.tokens());
    output.writeInt(layout.tokenColumns());
    output.writeInt(layout.featureSize());
    output.writeInt(layout.classes());
    output.writeInt(layout.targetSize());
    output.writeInt(layout.tail());
    output.writeInt(layout.sequenceClasses());
    output.writeInt(layout.sequenceTargets());
    ArrayCodecs.writeInts(output, store.offsets);
    ArrayCodecs.writeInts(output, store.tokens);
    ArrayCodecs.writeFloats(output, store.features);
    ArrayCodecs.writeInts(output, store.targetClasses);
    ArrayCodecs.writeFloats(output, store.targetValues);
    ArrayCodecs.writeInts(output, store.sequenceClasses);
    ArrayCodecs.writeFloats(output, store.sequenceValues);
  }

  static SequenceStore readStore(Input input) {
    return new SequenceStore(
        readLayout(input),
        ArrayCodecs.readInts(input),
        ArrayCodecs.readInts(input),
        ArrayCodecs.readFloats(input),
        ArrayCodecs.readInts(input),
        ArrayCodecs.readFloats(input),
        ArrayCodecs.readInts(input),
        ArrayCodecs.readFloats(input));
  }

  private static SequenceLayout readLayout(Input input) {
    return new SequenceLayout(
        input.readInt(),
        input.readInt(),
        input.readInt(),
        input.readInt(),
        input.readInt(),
        input.readInt(),
        input.readInt(),
        input.readInt());
  }
}
