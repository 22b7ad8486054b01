package rondo.spark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.checkpoint.RunRecord;
import rondo.round.Machine;

/** What a run runs on, for run.json and the report. */
final class RunEnvironment {
  private RunEnvironment() {}

  /** Versions and machine by name. */
  static Map<String, String> of(JavaSparkContext spark) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("rondo", version());
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("heap", (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    facts.put("spark", spark.version());
    facts.put("master", spark.master());
    try (Machine driver = Machine.of(1)) {
      facts.put("kernels", driver.description().replaceFirst(", threads: .*", ""));
    }
    return facts;
  }

  /** The record of a run that starts now. */
  static RunRecord record(String config, Map<String, String> environment) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new RunRecord(version(), now, config, environment);
  }

  /** Of Rondo, from the manifest of its jar. */
  static String version() {
    String version = RunEnvironment.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
