package rondo.spark.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class TestS3Server {
  private static final int SECONDS = 120;

  @Test
  void endsWhenItIsClosed() throws IOException {
    S3Server server = S3Server.start();
    server.createBucket("closed");
    assertThat(server.process().isAlive()).isTrue();
    server.close();
    assertThat(server.process().isAlive()).isFalse();
  }

  @Test
  void endsWithTheProcessThatStartedIt() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Drondo.s3-server=" + System.getProperty("rondo.s3-server"),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      long pid = Long.parseLong(String.valueOf(owner.inputReader().readLine()));
      ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
      assertThat(server.isAlive()).isTrue();
      owner.destroyForcibly();
      server.onExit().get(SECONDS, TimeUnit.SECONDS);
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void refusesARequestThatIsSignedWithAnotherKey() throws IOException {
    Configuration wrong = S3Server.shared().configuration();
    wrong.set("fs.s3a.secret.key", "not-the-secret");
    try (FileSystem files = FileSystem.newInstance(URI.create(S3Server.shared().root()), wrong)) {
      assertThatThrownBy(() -> files.getFileStatus(hadoop("/x")))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  /** Of the SDK only some parts are on the class path, and Spark's Netty instead of its own. */
  @Test
  void theClientHasWhatCopiesNeed(@TempDir Path folder) throws IOException {
    FileSystem files = S3Server.shared().files();
    Path local = Files.writeString(folder.resolve("x"), "text");
    files.copyFromLocalFile(hadoop(local.toUri().toString()), hadoop("/copies/x"));
    assertThat(files.rename(hadoop("/copies/x"), hadoop("/copies/y"))).isTrue();
    try (InputStream in = files.open(hadoop("/copies/y"))) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("text");
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(String path) {
    return new org.apache.hadoop.fs.Path(path);
  }

  /** Starts a server, prints its process, and waits until it is killed or standard input ends. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] args) throws Exception {
      System.out.println(S3Server.start().process().pid());
      System.in.read();
    }
  }
}
