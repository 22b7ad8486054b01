package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;
import rondo.spark.io.S3Server;

/**
 * What goes wrong on S3 is told in one sentence with its exit code, as on a disk. S3A keeps the
 * keys of a bucket for as long as this JVM lives: tests with other keys name other buckets.
 */
class TestRefusalsOnS3 {
  private static final String REMOTE_ADVICE =
      "; check the address, the login or keys, and the permissions";

  @TempDir Path folder;
  private S3Server server;
  private String text;
  private Map<String, String> settings;

  @BeforeAll
  static void startSpark() {
    Contexts.on("local[1]");
  }

  @BeforeEach
  void prepare() throws IOException {
    server = S3Server.shared();
    text = TinyText.text(folder).toString();
    settings = new HashMap<>(server.settings());
    settings.put("fs.s3a.access.key", server.accessKey());
    settings.put("fs.s3a.secret.key", server.secretKey());
  }

  @Test
  void missingInput() throws IOException {
    for (String missing : new String[] {server.root() + "/none.txt", "s3a://no-such-bucket/x"}) {
      assertRefused(
          train(missing, folder + "/run"),
          66,
          "data.path: there is nothing at " + missing + "; give a file or folder that exists");
    }
  }

  @Test
  void missingModel() {
    String none = server.root() + "/no-model";
    assertRefused(run("evaluate", "--model", none), 66, none + " holds no model; give ");
    assertRefused(run("inspect", none), 66, "There is no directory " + none);
  }

  @Test
  void missingBucketOfTheOutput() throws IOException {
    assertRefused(
        train(text, "s3a://no-such-bucket/run"),
        74,
        "Reading or writing failed: `s3a://no-such-bucket/run'",
        "bucket does not exist",
        REMOTE_ADVICE);
  }

  @Test
  void outputThatHoldsSomethingElse() throws IOException {
    FileSystem files = server.files();
    files.create(new org.apache.hadoop.fs.Path("/foreign/thesis.tex")).close();
    String output = server.root() + "/foreign";
    assertRefused(train(text, output), 73, output + " holds 1 file", "(thesis.tex)");
    assertThat(files.listStatus(new org.apache.hadoop.fs.Path("/foreign"))).hasSize(1);
  }

  @Test
  void wrongSecretKey() throws IOException {
    settings.put("fs.s3a.secret.key", "canary-of-a-secret");
    CommandRun run = train("s3a://wrong-secret/x", folder + "/run");
    assertRefused(run, 74, "Access was denied to s3a://wrong-secret/x", "403", REMOTE_ADVICE);
    assertThat(run.err()).doesNotContain("canary-of-a-secret", server.secretKey());
  }

  @Test
  void storeThatDoesNotAnswer() throws IOException {
    settings.put("fs.s3a.endpoint", "http://127.0.0.1:1");
    settings.put("fs.s3a.attempts.maximum", "1");
    settings.put("fs.s3a.retry.limit", "1");
    assertRefused(
        train("s3a://no-answer/x", folder + "/run"), 74, "127.0.0.1:1", "refused", REMOTE_ADVICE);
  }

  private CommandRun train(String data, String output) throws IOException {
    String job = TinyText.job(folder).toString();
    return run("train", "--config", job, "--set", "data.path=" + data, "--output", output);
  }

  private CommandRun run(String... args) {
    try (SystemProperties properties = new SystemProperties()) {
      properties.hadoop(settings);
      return CommandRun.of(args);
    }
  }

  private static void assertRefused(CommandRun run, int code, String... parts) {
    String sentence = run.err().lines().reduce((first, last) -> last).orElse("");
    assertThat(sentence).startsWith("rondo: ").contains(parts);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }
}
