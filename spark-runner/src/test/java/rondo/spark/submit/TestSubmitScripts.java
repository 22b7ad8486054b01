package rondo.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the submit scripts hand to spark-submit, and what they refuse; nothing is submitted. */
@Timeout(120)
class TestSubmitScripts {
  private static final String JOB = "../conf/reber.conf";

  @TempDir Path home;
  private Map<String, String> environment;

  @BeforeEach
  void layOutADistribution() throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.createFile(
        home.resolve("bin/spark-submit"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createDirectories(home.resolve("jars"));
    Files.createFile(home.resolve("jars/spark-core_2.13-4.1.0.jar"));
    Files.createFile(home.resolve("yarn-site.xml"));
    environment = Map.of("SPARK_HOME", home.toString(), "HADOOP_CONF_DIR", home.toString());
  }

  /** An exit code, the last line that was printed, and all of them. */
  private record Ended(int code, String last, String all) {}

  private Ended run(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("../submit-scripts/" + script));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> lines = all.lines().toList();
    return new Ended(
        process.waitFor(), lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip(), all);
  }

  /** The words that spark-submit would get, as a shell quotes them. */
  private String command(String script, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--dry-run", "--jar", "hdfs:///rondo.jar"));
    all.addAll(List.of(arguments));
    Ended ended = run(script, all.toArray(String[]::new));
    assertThat(ended.code()).as(ended.all()).isZero();
    return ended.last();
  }

  private void assertRefused(int code, String sentence, String script, String... arguments)
      throws Exception {
    Ended ended = run(script, arguments);
    assertThat(ended.last()).isEqualTo(script + ": " + sentence);
    assertThat(ended.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit-standalone.sh", "submit-yarn.sh", "submit-k8s.sh"})
  void helpNamesEveryOption(String script) throws Exception {
    Ended ended = run(script, "--help");
    assertThat(ended.code()).isZero();
    assertThat(ended.all())
        .contains("--deploy-mode cluster", "--secure FILE", "--jar JAR", "--dry-run", "--help")
        .contains("goes to spark-submit", "Exits as docs/commands.md says")
        .doesNotContain("#!", "set -euo");
  }

  @Test
  void standaloneClusterModeGivesTheDriverTheVectorModule() throws Exception {
    String client =
        command("submit-standalone.sh", "--master", "spark://h:1", "train", "--config", JOB);
    assertThat(client).contains("--master spark://h:1").doesNotContain("--driver-java-options");
    String onCluster =
        command(
            "submit-standalone.sh",
            "--master=spark://h:1",
            "--deploy-mode=cluster",
            "--driver-java-options",
            "-Da=b",
            "train",
            "--config",
            JOB);
    assertThat(onCluster)
        .contains("--add-modules=jdk.incubator.vector\\ --add-opens=java.base/java.lang")
        .contains("::\\*\\,false\\ -Da=b hdfs:///rondo.jar train")
        .contains("--config " + Path.of(JOB).toRealPath());
  }

  @Test
  void driverOptionsOfSparkDefaultsAreKept() throws Exception {
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/spark-defaults.conf"),
        "spark.submit.deployMode cluster\nspark.driver.extraJavaOptions  -Dc=d\n");
    assertThat(command("submit-standalone.sh", "--master", "spark://h:1", "train"))
        .contains("::\\*\\,false\\ -Dc=d hdfs:///rondo.jar train");
  }

  @Test
  void numberOfExecutorsMeansCoresOnAStandaloneCluster() throws Exception {
    String words =
        command(
            "submit-standalone.sh",
            "--master",
            "spark://h:1",
            "--num-executors",
            "3",
            "--executor-cores",
            "4",
            "train");
    assertThat(words).contains("--executor-cores 4 --total-executor-cores 12");
    assertThat(words).doesNotContain("--num-executors");
    assertRefused(
        64,
        "--num-executors: got '3' with --executor-cores '', expected two numbers above 0; give both",
        "submit-standalone.sh",
        "--master",
        "spark://h:1",
        "--num-executors",
        "3",
        "train");
  }

  @Test
  void unknownOptionsGoToSparkSubmit() throws Exception {
    assertThat(command("submit-yarn.sh", "--queue", "q", "--verbose", "--name", "my run", "train"))
        .contains("--master yarn", "--queue q --verbose --name my\\ run hdfs:///rondo.jar train");
  }

  @Test
  void yarnMakesOneAttemptUnlessTheNextOneGoesOn() throws Exception {
    String attempts = "--conf spark.yarn.maxAppAttempts=";
    assertThat(command("submit-yarn.sh", "train")).contains(attempts + "1 ");
    assertThat(command("submit-yarn.sh", "train", "--resume")).doesNotContain(attempts);
  }

  @Test
  void aJobFileIsSentToADriverOnYarn() throws Exception {
    String words =
        command(
            "submit-yarn.sh",
            "--deploy-mode",
            "cluster",
            "--files",
            "a.txt",
            "train",
            "--config=" + JOB,
            "--output",
            "hdfs:///run");
    assertThat(words)
        .contains("a.txt\\," + Path.of(JOB).toRealPath())
        .endsWith("train --config reber.conf --output hdfs:///run");
  }

  @Test
  void kubernetesRunsTheDriverInAPodUnlessToldOtherwise() throws Exception {
    String words =
        command(
            "submit-k8s.sh",
            "--master",
            "k8s://https://h:6443",
            "--image",
            "i",
            "--namespace",
            "n",
            "--service-account",
            "s",
            "evaluate");
    assertThat(words)
        .contains("--deploy-mode cluster", "spark.kubernetes.container.image=i")
        .contains("spark.kubernetes.namespace=n")
        .contains("spark.kubernetes.authenticate.driver.serviceAccountName=s");
    assertRefused(
        64,
        "no container image was given; pass --image IMAGE",
        "submit-k8s.sh",
        "--master",
        "k8s://h",
        "train");
  }

  @Test
  void refusesTheWrongMaster() throws Exception {
    assertRefused(
        64,
        "--master: got 'yarn', expected the URL of a standalone master, for example"
            + " spark://host:7077",
        "submit-standalone.sh",
        "--master",
        "yarn",
        "train");
    assertRefused(
        64,
        "--master: got 'local', expected yarn; leave the option out",
        "submit-yarn.sh",
        "--master",
        "local",
        "train");
    assertRefused(
        64,
        "--master: got '', expected the URL of an API server, for example k8s://https://host:6443",
        "submit-k8s.sh",
        "train");
  }

  @Test
  void refusesNoCommand() throws Exception {
    Ended ended = run("submit-yarn.sh");
    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.last()).contains("no command was given; see", "submit-yarn.sh --help");
  }

  @Test
  void refusesAnOutputThatWouldVanish() throws Exception {
    assertRefused(
        64,
        "--output runs/1 is a relative path, but the driver runs on another machine; give a URI,"
            + " for example hdfs:///runs/1, or the absolute path of a folder that all machines"
            + " share",
        "submit-yarn.sh",
        "--jar",
        "x.jar",
        "--deploy-mode",
        "cluster",
        "train",
        "--output",
        "runs/1");
  }

  @Test
  void refusesAJobFileThatIsNotThere() throws Exception {
    assertRefused(
        66,
        "there is no job file no.conf",
        "submit-yarn.sh",
        "--jar",
        "x.jar",
        "--deploy-mode",
        "cluster",
        "train",
        "--config",
        "no.conf");
  }

  @Test
  void saysWhichSparkIsMissing() throws Exception {
    environment = Map.of("SPARK_HOME", home.resolve("jars").toString());
    assertRefused(
        78,
        "SPARK_HOME is "
            + home.resolve("jars")
            + ", which has no bin/spark-submit; set it to a Spark 4 distribution or unset it",
        "submit-k8s.sh",
        "train");
    environment = Map.of("PATH", "/usr/bin:/bin");
    assertRefused(
        78,
        "found no Spark: SPARK_HOME is not set and there is no spark-submit on the PATH; set"
            + " SPARK_HOME to a Spark 4 distribution",
        "submit-yarn.sh",
        "train");
    Files.move(
        home.resolve("jars/spark-core_2.13-4.1.0.jar"),
        home.resolve("jars/spark-core_2.12-3.5.1.jar"));
    environment = Map.of("SPARK_HOME", home.toString());
    assertRefused(
        78,
        home
            + " holds spark-core_2.12-3.5.1.jar, expected Spark 4 with Scala 2.13; set SPARK_HOME"
            + " to such a distribution",
        "submit-yarn.sh",
        "train");
  }

  @Test
  void saysWhereYarnsConfigurationIsMissing() throws Exception {
    environment = Map.of("SPARK_HOME", home.toString(), "HADOOP_CONF_DIR", "", "YARN_CONF_DIR", "");
    assertRefused(
        78,
        "neither HADOOP_CONF_DIR nor YARN_CONF_DIR is set; set one to the folder of yarn-site.xml",
        "submit-yarn.sh",
        "train");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark.authenticate.secret", "spark.hadoop.fs.s3a.secret.key"})
  void secretsDoNotBelongOnTheCommandLine(String key) throws Exception {
    assertRefused(
        64,
        key
            + " is a secret, which the command line would show to every user of this machine; put"
            + " it into a file that only you can read (--properties-file FILE of spark-submit) or"
            + " into the environment (AWS_SECRET_ACCESS_KEY for S3)",
        "submit-yarn.sh",
        "--conf",
        key + "=hidden",
        "train");
  }

  @Test
  void filesOfSecretsMustNotBeReadableByOthers() throws Exception {
    Path secure = home.resolve("secure.conf");
    Files.writeString(secure, "spark.authenticate true\nspark.authenticate.secret hidden\n");
    Files.setPosixFilePermissions(secure, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused(
        78,
        "--secure: "
            + secure
            + " holds a secret and others can read it; make it yours alone with chmod 600 "
            + secure,
        "submit-yarn.sh",
        "--secure",
        secure.toString(),
        "train");
    Files.setPosixFilePermissions(secure, PosixFilePermissions.fromString("rw-------"));
    assertThat(command("submit-yarn.sh", "--secure", secure.toString(), "train"))
        .contains("--properties-file " + secure + " --load-spark-defaults")
        .doesNotContain("hidden");
  }

  @Test
  void refusesASparkThatHangsWithTheCipher() throws Exception {
    assertRefused(
        78,
        "Spark 4.1.0 hangs with the cipher AES/GCM/NoPadding of ../conf/secure.conf (SPARK-56227);"
            + " set SPARK_HOME to Spark 4.0.4, 4.1.3 or later",
        "submit-yarn.sh",
        "--secure",
        "../conf/secure.conf",
        "train");
    Files.move(
        home.resolve("jars/spark-core_2.13-4.1.0.jar"),
        home.resolve("jars/spark-core_2.13-4.1.3.jar"));
    assertThat(command("submit-yarn.sh", "--secure", "../conf/secure.conf", "train"))
        .contains("--properties-file ../conf/secure.conf --load-spark-defaults");
  }
}
