package rondo.spark.cli;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Settings as spark-submit gives them to its JVM; gone when it is closed. */
final class SystemProperties implements AutoCloseable {
  private final Set<String> names = new HashSet<>();

  SystemProperties set(String name, String value) {
    names.add(name);
    System.setProperty(name, value);
    return this;
  }

  /** Settings of Hadoop, as {@code --conf spark.hadoop.NAME=VALUE} gives them. */
  SystemProperties hadoop(Map<String, String> settings) {
    settings.forEach((name, value) -> set("spark.hadoop." + name, value));
    return this;
  }

  @Override
  public void close() {
    names.forEach(System::clearProperty);
  }
}
