package rondo.spark.shard;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import rondo.data.SequenceStore;
import rondo.round.RoundInput;
import rondo.round.RoundUpdate;
import rondo.round.ShardInfo;
import rondo.spark.read.StagedShard;
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
    kryo.register(StagedShard.class, new JavaSerializer());
    registerSql(kryo);
  }

  /** What Spark SQL sends where it finds out the columns of a table, and does not register. */
  private static void registerSql(Kryo kryo) {
    kryo.register(DataType[].class);
    for (DataType type :
        new DataType[] {
          DataTypes.NullType,
          DataTypes.StringType,
          DataTypes.BinaryType,
          DataTypes.BooleanType,
          DataTypes.DateType,
          DataTypes.TimestampType,
          DataTypes.TimestampNTZType,
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.FloatType,
          DataTypes.DoubleType,
          DataTypes.createDecimalType()
        }) {
      kryo.register(type.getClass(), new JavaSerializer()); // one object of a type stays one
    }
    for (Class<?> nested : new Class<?>[] {ArrayType.class, StructType.class, MapType.class}) {
      kryo.register(nested, new JavaSerializer());
    }
  }
}
