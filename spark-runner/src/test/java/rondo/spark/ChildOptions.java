package rondo.spark;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What a JVM that a test starts needs of the options of this one. */
public final class ChildOptions {
  private ChildOptions() {}

  /** Modules and what Spark asks for; no heap size. */
  public static List<String> ofThisJvm() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("--add-")
                    || option.startsWith("-XX:+Ignore")
                    || option.startsWith("-Dio.")
                    || option.startsWith("-Djdk."))
        .toList();
  }
}
