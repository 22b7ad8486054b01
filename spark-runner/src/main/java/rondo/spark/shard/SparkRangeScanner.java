package rondo.spark.shard;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.data.RangeScanner;
import rondo.data.SerializableBinaryOperator;
import rondo.data.SerializableFunction;

/** Passes over the input as Spark jobs. */
public final class SparkRangeScanner implements RangeScanner {
  private final JavaSparkContext spark;

  /** Uses a context that it does not close. */
  public SparkRangeScanner(JavaSparkContext spark) {
    SparkSettings.require(spark.getConf());
    this.spark = spark;
  }

  @Override
  public <T extends Serializable, R extends Serializable> List<R> scan(
      List<T> parts, SerializableFunction<T, R> function) {
    if (parts.isEmpty()) {
      return List.of();
    }
    List<JavaValue<T>> values = parts.stream().map(JavaValue::new).toList();
    List<JavaValue<R>> results =
        NamedJobs.run(
            spark,
            "scanning the input",
            () ->
                spark
                    .parallelize(values, tasks(parts))
                    .map(part -> new JavaValue<>(function.apply(part.value())))
                    .collect());
    return results.stream().map(JavaValue::value).toList();
  }

  @Override
  public <T extends Serializable, R extends Serializable> R sum(
      List<T> parts, SerializableFunction<T, R> function, SerializableBinaryOperator<R> add) {
    if (parts.isEmpty()) {
      return null;
    }
    List<JavaValue<T>> values = parts.stream().map(JavaValue::new).toList();
    return NamedJobs.run(
        spark,
        "counting the input",
        () ->
            spark
                .parallelize(values, tasks(parts))
                .map(part -> new JavaValue<>(function.apply(part.value())))
                .treeReduce((a, b) -> new JavaValue<>(add.apply(a.value(), b.value())))
                .value());
  }

  /** A few tasks a core level out unequal parts; one a part would cost more than tiny parts do. */
  private int tasks(List<?> parts) {
    return Math.min(parts.size(), 4 * Math.max(1, spark.defaultParallelism()));
  }
}
