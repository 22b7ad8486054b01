package rondo.spark;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import rondo.data.SequenceStore;
import rondo.task.PackedShard;

/** How packed data is written into the cache of an executor, and read back. */
final class DataCodecs {
  private DataCodecs() {}

  static void writeShard(Output output, PackedShard shard) {
    output.writeInt(shard.shard);
    writeStore(output, shard.train);
    writeStore(output, shard.validation);
    writeStore(output, shard.test);
  }

  static PackedShard readShard(Input input) {
    return new PackedShard(input.readInt(), readStore(input), readStore(input), readStore(input));
  }

  static void writeStore(Output output, SequenceStore store) {
    ArrayCodecs.writeInts(output, store.offsets);
    ArrayCodecs.writeInts(output, store.tokens);
    ArrayCodecs.writeFloats(output, store.features);
    output.writeInt(store.featureSize);
    ArrayCodecs.writeInts(output, store.targetClasses);
    ArrayCodecs.writeFloats(output, store.targetValues);
    output.writeInt(store.targetSize);
    output.writeBoolean(store.lastOnly);
  }

  static SequenceStore readStore(Input input) {
    return new SequenceStore(
        ArrayCodecs.readInts(input),
        ArrayCodecs.readInts(input),
        ArrayCodecs.readFloats(input),
        input.readInt(),
        ArrayCodecs.readInts(input),
        ArrayCodecs.readFloats(input),
        input.readInt(),
        input.readBoolean());
  }
}
