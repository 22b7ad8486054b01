package rondo.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.serializer.KryoRegistrator;
import rondo.data.SequenceStore;
import rondo.round.RoundInput;
import rondo.round.RoundUpdate;
import rondo.round.ShardInfo;
import rondo.train.Evaluation;
import rondo.train.GradientFlow;

/**
 * Every class that crosses the wire in a run. What holds long arrays has a codec of its own; small
 * records go by Java serialization. Kryo is a wire format between JVMs of one run, never one of
 * files.
 */
public final class RondoKryoRegistrator implements KryoRegistrator {
  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(float[].class);
    kryo.register(Object[].class);
    kryo.register(Integer[].class); // shard ids
    kryo.register(SequenceStore.class, new Codec<>(DataCodecs::writeStore, DataCodecs::readStore));
    kryo.register(CachedShard.class, new Codec<>(DataCodecs::writeShard, DataCodecs::readShard));
    kryo.register(RoundInput.class, new Codec<>(RoundCodecs::writeInput, RoundCodecs::readInput));
    kryo.register(ShardState.class, new Codec<>(RoundCodecs::writeState, RoundCodecs::readState));
    kryo.register(
        RoundUpdate.class, new Codec<>(RoundCodecs::writeUpdate, RoundCodecs::readUpdate));
    kryo.register(
        SlicedReduce.Part.class, new Codec<>(RoundCodecs::writePart, RoundCodecs::readPart));
    kryo.register(SlicedReduce.Sum.class, new Codec<>(RoundCodecs::writeSum, RoundCodecs::readSum));
    kryo.register(
        Evaluation.class, new Codec<>(RoundCodecs::writeEvaluation, RoundCodecs::readEvaluation));
    for (Class<?> small :
        new Class<?>[] {ShardJob.class, JavaValue.class, ShardInfo.class, GradientFlow.class}) {
      kryo.register(small, new JavaSerializer());
    }
  }
}
