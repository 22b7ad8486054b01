package rondo.spark.io;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * A configuration of Hadoop on its way to executors: what it has beyond the defaults, which every
 * machine knows.
 *
 * <p>Thread use: any number of threads.
 */
final class HadoopSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> settings = new HashMap<>();
  private transient volatile Configuration configuration;

  /** Keeps what it needs of {@code configuration}. */
  HadoopSettings(Configuration configuration) {
    for (Map.Entry<String, String> entry : configuration) {
      String[] sources = configuration.getPropertySources(entry.getKey());
      if (sources == null
          || sources.length == 0
          || !sources[sources.length - 1].endsWith("-default.xml")) {
        settings.put(entry.getKey(), entry.getValue());
      }
    }
    this.configuration = configuration;
  }

  /** The same configuration, on this machine. */
  Configuration configuration() {
    Configuration current = configuration;
    if (current == null) {
      current = new Configuration();
      settings.forEach(current::set);
      configuration = current;
    }
    return current;
  }
}
