package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestStandaloneMaster {
  private static final String SECRET = "spark.authenticate.secret";

  private final SparkConf conf = new SparkConf(false).setMaster("spark://host:7077");

  @Test
  void takesTheSecretThatTheWorkerLeft() {
    StandaloneMaster.addSecret(conf.set("spark.authenticate", "true"), "inherited");
    assertThat(conf.get(SECRET)).isEqualTo("inherited");
  }

  @Test
  void keepsTheSecretOfTheUser() {
    conf.set("spark.authenticate", "true").set(SECRET, "own");
    StandaloneMaster.addSecret(conf, "inherited");
    assertThat(conf.get(SECRET)).isEqualTo("own");
  }

  @Test
  void addsNoneWhereNobodyAsksOrSparkMakesOne() {
    StandaloneMaster.addSecret(conf, "inherited");
    assertThat(conf.contains(SECRET)).isFalse();
    conf.setMaster("yarn").set("spark.authenticate", "true");
    StandaloneMaster.addSecret(conf, null);
    assertThat(conf.contains(SECRET)).isFalse();
  }

  @Test
  void saysThatTheSecretIsMissing() {
    assertThatThrownBy(
            () -> StandaloneMaster.addSecret(conf.set("spark.authenticate", "true"), null))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessage(
            "spark.authenticate is true, but there is no spark.authenticate.secret; add the secret"
                + " of the cluster to the properties file, which only you can read");
  }

  @Test
  void saysThatTheMasterDidNotTakeTheApplication() {
    IllegalStateException stopped =
        new IllegalStateException("Cannot call methods on a stopped SparkContext.\nat line");
    assertThat(StandaloneMaster.explained(conf, stopped))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CLUSTER))
        .hasCause(stopped)
        .hasMessage(
            "The master at spark://host:7077 did not take this application; check that it runs"
                + " there, and that spark.authenticate.secret is the same on both sides if it asks"
                + " for one");
    assertThat(StandaloneMaster.explained(conf.setMaster("local[2]"), stopped)).isSameAs(stopped);
  }

  @Test
  void leavesOtherFailuresAsTheyAre() {
    IllegalArgumentException other = new IllegalArgumentException("spark.task.cpus: got x");
    assertThat(StandaloneMaster.explained(conf, other)).isSameAs(other);
  }
}
