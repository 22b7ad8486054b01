package rondo.spark.io;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server in a process of its own, on a free port, with keys of its own. It ends when it
 * is closed, or with this JVM, however that one ends.
 *
 * <p>S3A keeps one file system a bucket and JVM, so the servers of a JVM must not have buckets of
 * the same name.
 *
 * <p>Thread use: any number of threads.
 */
public final class S3Server implements Closeable {
  private static final String REGION = "us-east-1";
  private static final String BUCKET = "rondo";
  private static final int START_SECONDS = 240; // of a machine that does much else
  private static final int STOP_SECONDS = 60;
  private static S3Server shared;

  private final Process process;
  private final URI endpoint;
  private final String accessKey;
  private final String secretKey;

  private S3Server(Process process, URI endpoint, String accessKey, String secretKey) {
    this.process = process;
    this.endpoint = endpoint;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /** The server of this JVM, with the bucket of {@link #root}; nobody closes it. */
  public static synchronized S3Server shared() throws IOException {
    if (shared == null) {
      S3Server server = start();
      server.createBucket(BUCKET);
      shared = server;
    }
    return shared;
  }

  /** A server without a bucket, which answers requests when this returns. */
  public static S3Server start() throws IOException {
    String accessKey = "access-" + UUID.randomUUID();
    String secretKey = "secret-" + UUID.randomUUID();
    java.nio.file.Path log =
        Files.createTempFile(
            java.nio.file.Path.of("target").toAbsolutePath(), "s3-server-", ".log");
    Process process =
        new ProcessBuilder(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", // the objects are in it
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath(),
                "rondo.s3.S3ServerMain")
            .redirectError(log.toFile())
            .start();
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(START_SECONDS, TimeUnit.SECONDS));
    try {
      Writer out = process.outputWriter();
      out.write(accessKey + "\n" + secretKey + "\n");
      out.flush();
      BufferedReader in = process.inputReader();
      int port = Integer.parseInt(String.valueOf(in.readLine()));
      return new S3Server(process, URI.create("http://127.0.0.1:" + port), accessKey, secretKey);
    } catch (IOException | NumberFormatException e) {
      process.destroyForcibly();
      throw new IOException("The S3 server did not start; it said: " + Files.readString(log), e);
    } finally {
      deadline.cancel(false);
    }
  }

  /** Where it answers. */
  public URI endpoint() {
    return endpoint;
  }

  /** Its access key. */
  public String accessKey() {
    return accessKey;
  }

  /** Its secret key. */
  public String secretKey() {
    return secretKey;
  }

  /** Its process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Makes a bucket. */
  public void createBucket(String name) {
    try (S3Client client = client()) {
      client.createBucket(request -> request.bucket(name));
    }
  }

  /** Uploads in parts of a file of the shared bucket that were neither completed nor aborted. */
  int openUploads(Path path) {
    String key = path.toUri().getPath().substring(1);
    try (S3Client client = client()) {
      return client
          .listMultipartUploads(request -> request.bucket(BUCKET).prefix(key))
          .uploads()
          .size();
    }
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .build();
  }

  /** What S3A needs to find this server, without the keys. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("fs.s3a.endpoint", endpoint.toString());
    settings.put("fs.s3a.endpoint.region", REGION);
    settings.put("fs.s3a.path.style.access", "true");
    settings.put(
        "fs.s3a.buffer.dir", java.nio.file.Path.of("target", "s3a").toAbsolutePath().toString());
    return settings;
  }

  /** Hadoop's defaults with {@link #settings} and the keys. */
  public Configuration configuration() {
    Configuration configuration = new Configuration();
    settings().forEach(configuration::set);
    configuration.set("fs.s3a.access.key", accessKey);
    configuration.set("fs.s3a.secret.key", secretKey);
    return configuration;
  }

  /**
   * Puts the keys where users should keep them: into a file of {@code folder} that Hadoop reads,
   * not on a command line.
   *
   * @return the setting that names it
   */
  public Map<String, String> credentialStore(java.nio.file.Path folder) throws IOException {
    String uri = "localjceks://file" + folder.resolve("keys.jceks").toAbsolutePath();
    Configuration configuration = new Configuration();
    configuration.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, uri);
    CredentialProvider store = CredentialProviderFactory.getProviders(configuration).get(0);
    store.createCredentialEntry("fs.s3a.access.key", accessKey.toCharArray());
    store.createCredentialEntry("fs.s3a.secret.key", secretKey.toCharArray());
    store.flush();
    return Map.of(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, uri);
  }

  /** The URI of the bucket that {@link #shared} made, without a slash at its end. */
  public String root() {
    return "s3a://" + BUCKET;
  }

  /** The file system of {@link #root}; nobody closes it. */
  public FileSystem files() throws IOException {
    return FileSystem.get(URI.create(root()), configuration());
  }

  /** As {@link #files}, with files sent in parts of {@code bytes}; the caller closes it. */
  FileSystem filesInParts(int bytes) throws IOException {
    Configuration configuration = configuration();
    configuration.setInt("fs.s3a.multipart.size", bytes);
    configuration.setInt("fs.s3a.multipart.threshold", bytes);
    return FileSystem.newInstance(URI.create(root()), configuration);
  }

  /** Ends the process and waits until it has ended. */
  @Override
  public void close() throws IOException {
    try {
      process.outputWriter().close();
    } finally {
      try {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Of the server, which Maven has built before these tests; never that of this JVM. */
  private static String classPath() throws IOException {
    String target = System.getProperty("rondo.s3-server");
    if (target == null) {
      throw new IOException(
          "rondo.s3-server: got no such system property, expected the folder s3-server/target;"
              + " run the test with mvn, or add -Drondo.s3-server=...");
    }
    return java.nio.file.Path.of(target, "classes")
        + System.getProperty("path.separator")
        + Files.readString(java.nio.file.Path.of(target, "classpath.txt")).strip();
  }
}
