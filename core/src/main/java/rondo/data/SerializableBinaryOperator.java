package rondo.data;

import java.io.Serializable;
import java.util.function.BinaryOperator;

/** An operator that can be sent to executors, so it must not capture anything that cannot. */
@FunctionalInterface
public interface SerializableBinaryOperator<T> extends BinaryOperator<T>, Serializable {}
