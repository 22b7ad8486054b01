package rondo.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** What a driver must know of standalone masters, and Spark does not do by itself. */
final class StandaloneMaster {
  /** Where a worker leaves the secret of the cluster for what it starts. */
  static final String VARIABLE = "_SPARK_AUTH_SECRET";

  private static final String AUTHENTICATE = "spark.authenticate";
  private static final String SECRET = "spark.authenticate.secret";

  private StandaloneMaster() {}

  /**
   * Adds the secret of the cluster where a worker has started this driver: it keeps the secret off
   * the command line and passes it on in the environment, where Spark looks for it on executors but
   * not on drivers.
   *
   * @param inherited value of {@link #VARIABLE}; null if it is not set
   * @throws RondoException CONFIG if a secret is needed and there is none
   */
  static void addSecret(SparkConf conf, String inherited) {
    if (!isStandalone(conf) || !conf.getBoolean(AUTHENTICATE, false) || conf.contains(SECRET)) {
      return;
    }
    if (inherited == null) {
      throw new RondoException(
          ExitCode.CONFIG,
          AUTHENTICATE
              + " is true, but there is no "
              + SECRET
              + "; add the secret of the cluster to the properties file, which only you can read");
    }
    conf.set(SECRET, inherited);
  }

  /**
   * A context that was made is not yet one that its master knows: Spark gives up in another thread,
   * and gives the application an identity of its own.
   *
   * @return {@code context}
   * @throws RondoException CLUSTER if the master did not take the application; the context is
   *     stopped
   */
  static SparkContext accepted(SparkContext context) {
    SparkConf conf = context.getConf();
    if (isStandalone(conf)
        && (context.isStopped() || context.applicationId().startsWith("spark-application-"))) {
      context.stop();
      throw refused(conf, null);
    }
    return context;
  }

  /**
   * What to throw for a failed start. A master that does not answer, or not to this secret, stops
   * the context in another thread while it is being made, which shows in several ways.
   */
  static RuntimeException explained(SparkConf conf, RuntimeException failure) {
    boolean stopped =
        failure instanceof NullPointerException
            || String.valueOf(failure.getMessage()).contains("stopped SparkContext")
            || String.valueOf(failure.getMessage()).contains("running MetricsSystem");
    return isStandalone(conf) && stopped ? refused(conf, failure) : failure;
  }

  private static RondoException refused(SparkConf conf, RuntimeException failure) {
    return new RondoException(
        ExitCode.CLUSTER,
        "The master at "
            + conf.get("spark.master")
            + " did not take this application; check that it runs there, and that "
            + SECRET
            + " is the same on both sides if it asks for one",
        failure);
  }

  private static boolean isStandalone(SparkConf conf) {
    return conf.get("spark.master", "").startsWith("spark://");
  }
}
