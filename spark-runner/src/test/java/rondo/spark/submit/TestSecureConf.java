package rondo.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** conf/secure.conf on a real standalone cluster. */
@Tag("distribution")
class TestSecureConf {
  private static final String SECRET = "canary-6f1d2b90-of-the-cluster";
  private static final String KEY = "canary-81c5e7aa-of-the-store";
  private static final String VARIABLE = "canary-d04be213-of-the-environment";

  @TempDir static Path secrets;
  @TempDir static Path folder;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    assertThat(Distribution.files(Distribution.home().resolve("jars")))
        .as("conf/secure.conf needs Spark 4.1.3 or later (SPARK-56227); pass one")
        .noneMatch(
            jar -> jar.toString().matches(".*/spark-core_2.13-4\\.(0\\.[0-3]|1\\.[0-2]).jar"));
    Files.createDirectories(folder.resolve("events"));
    cluster = new StandaloneCluster(folder, secure("right", SECRET));
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void trainsAndShowsNoSecret() throws Exception {
    CompletableFuture<Distribution.Ended> client =
        CompletableFuture.supplyAsync(() -> submit("right", "client"));
    int pages = 0;
    while (!client.isDone()) {
      pages += keepPages(pages);
      Thread.sleep(200);
    }
    assertThat(client.get().code()).as(client.get().err()).isZero();
    assertThat(pages).as("pages of the running driver").isPositive();
    Distribution.Ended onCluster = submit("right", "cluster");
    assertThat(onCluster.code()).as(onCluster.err()).isZero();
    keep("master", cluster.page() + "/");
    keep("master-json", cluster.page() + "/json/");

    assertThat(Distribution.sha256(folder.resolve("right-client")))
        .isEqualTo(Distribution.sha256(folder.resolve("right-cluster")));
    // Secrets were there to be seen, and were hidden.
    assertHides(folder.resolve("events"));
    assertHides(folder.resolve("pages"));
    assertNoSecretIn(folder);
  }

  @Test
  void aWrongSecretIsRefused() throws Exception {
    secure("wrong", "another-secret-than-that-of-the-cluster");
    Distribution.Ended ended = submit("wrong", "client");
    assertThat(ended.err())
        .contains("rondo: The master at " + cluster.url() + " did not take this application");
    assertThat(ended.code()).isEqualTo(75);
    assertThat(folder.resolve("wrong-client/model")).doesNotExist();
  }

  /** conf/secure.conf with what a user adds, in a file of that user alone. */
  private static Path secure(String name, String secret) throws IOException {
    Path file = secrets.resolve(name);
    Files.writeString(
        file,
        Files.readString(Path.of("../conf/secure.conf"))
            + "spark.authenticate.secret "
            + secret
            + "\nspark.hadoop.fs.s3a.secret.key "
            + KEY
            + "\nspark.eventLog.enabled true\nspark.eventLog.compress false\nspark.eventLog.dir "
            + folder.resolve("events").toUri()
            + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static Distribution.Ended submit(String secret, String mode) {
    try {
      List<String> arguments =
          new ArrayList<>(List.of("--master", cluster.url(), "--deploy-mode", mode));
      arguments.addAll(List.of("--secure", secrets.resolve(secret).toString()));
      arguments.addAll(List.of("--num-executors", "2", "--executor-cores", "1"));
      arguments.addAll(List.of("--executor-memory", "700m", "--driver-memory", "700m"));
      String output = folder.resolve(secret + "-" + mode).toString();
      arguments.addAll(TinyJob.train(folder, null, output));
      return Distribution.submit(
          folder, Map.of("AWS_SECRET_ACCESS_KEY", VARIABLE), "submit-standalone.sh", arguments);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Saves pages and JSON of the driver that runs, if one does; returns how many there were. */
  private static int keepPages(int before) throws Exception {
    Matcher link =
        Pattern.compile("href=\"(http://[^\"]+:\\d+)\"").matcher(get(cluster.page() + "/"));
    int saved = 0;
    while (link.find()) {
      String page = link.group(1);
      try {
        Matcher id =
            Pattern.compile("\"id\" : \"([^\"]+)\"").matcher(get(page + "/api/v1/applications"));
        String json = "/api/v1/applications/" + (id.find() ? id.group(1) : "");
        for (String path :
            List.of("/environment/", "/jobs/", json + "/environment", json + "/allexecutors")) {
          keep("page-" + (before + saved), page + path);
          saved++;
        }
      } catch (IOException e) {
        // It is the page of a worker, or the driver has ended meanwhile.
      }
    }
    return saved;
  }

  private static void keep(String name, String uri) throws IOException, InterruptedException {
    Path pages = Files.createDirectories(folder.resolve("pages"));
    Files.writeString(pages.resolve(name), get(uri));
  }

  private static String get(String uri) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(uri + ": " + response.statusCode());
    }
    return response.body();
  }

  private static void assertHides(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : Distribution.files(root)) {
      Distribution.text(file)
          .lines()
          .filter(line -> line.contains("spark.hadoop.fs.s3a.secret.key"))
          .forEach(lines::add);
    }
    assertThat(lines).isNotEmpty().allMatch(line -> line.contains("(redacted)"));
  }

  private static void assertNoSecretIn(Path root) throws IOException {
    List<Path> files = Distribution.files(root);
    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (String secret : List.of(SECRET, KEY, VARIABLE)) {
        assertThat(content.contains(secret)).as("%s in %s", secret, file).isFalse();
      }
    }
  }
}
