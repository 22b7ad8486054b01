package rondo.spark.shard;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A Kryo serializer from two functions that mirror each other. */
final class Codec<T> extends Serializer<T> {
  private final BiConsumer<Output, T> write;
  private final Function<Input, T> read;

  Codec(BiConsumer<Output, T> write, Function<Input, T> read) {
    super(false, true);
    this.write = write;
    this.read = read;
  }

  @Override
  public void write(Kryo kryo, Output output, T value) {
    write.accept(output, value);
  }

  @Override
  public T read(Kryo kryo, Input input, Class<T> type) {
    return read.apply(input);
  }
}
