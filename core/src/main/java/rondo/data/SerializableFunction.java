package rondo.data;

import java.io.Serializable;
import java.util.function.Function;

/** A function that can be sent to executors, so it must not capture anything that cannot. */
@FunctionalInterface
public interface SerializableFunction<T, R> extends Function<T, R>, Serializable {}
