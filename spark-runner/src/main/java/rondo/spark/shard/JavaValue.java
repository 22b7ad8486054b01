package rondo.spark.shard;

import java.io.Serializable;

/**
 * Any serializable value on its way to or from a task. Kryo writes this one class by Java
 * serialization, so what is inside need not be registered.
 */
public record JavaValue<T extends Serializable>(T value) implements Serializable {}
