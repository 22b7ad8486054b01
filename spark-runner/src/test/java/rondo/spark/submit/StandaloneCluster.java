package rondo.spark.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Master and a Worker of four cores on free ports, from the distribution. Their logs, and those
 * of drivers and executors, lie below its folder.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Path folder;
  private final Path properties;
  private final Process master;
  private final Process worker;
  private final String url;
  private final String page;

  /**
   * Starts both and waits until the worker is registered.
   *
   * @param properties settings of both; a file that they alone can read may hold a secret
   */
  StandaloneCluster(Path folder, Path properties) throws IOException, InterruptedException {
    this.folder = folder;
    this.properties = properties;
    master = daemon("master", "deploy.master.Master", List.of("--port", "0"));
    try {
      page = await("master", master, "started at (http://\\S+)");
      url = await("master", master, "Starting Spark master at (spark://\\S+)");
    } catch (IOException | InterruptedException | AssertionError e) {
      Distribution.end(master);
      throw e;
    }
    worker =
        daemon(
            "worker",
            "deploy.worker.Worker",
            List.of("--cores", "4", "--memory", "4g", "--work-dir", work().toString(), url));
    try {
      await("worker", worker, "Successfully registered with master (\\S+)");
    } catch (IOException | InterruptedException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** Of the master: {@code spark://host:port}. */
  String url() {
    return url;
  }

  /** Of the master: {@code http://host:port}. */
  String page() {
    return page;
  }

  /** Folder of what drivers and executors write. */
  Path work() {
    return folder.resolve("work");
  }

  private Process daemon(String name, String type, List<String> more) throws IOException {
    Path logs = Files.createDirectories(folder.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(Distribution.home().resolve("bin/spark-class").toString());
    command.add("org.apache.spark." + type);
    command.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
    command.addAll(List.of("--properties-file", properties.toString()));
    command.addAll(more);
    return Distribution.start(logs, Map.of("SPARK_DAEMON_MEMORY", "512m"), command);
  }

  /** Waits for a line of a log and returns its group. */
  private String await(String name, Process process, String line)
      throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile(line);
    long start = System.nanoTime();
    String log = "";
    while (System.nanoTime() - start < DEADLINE_NANOS) {
      log = Distribution.text(folder.resolve(name).resolve("err"));
      Matcher matcher = pattern.matcher(log);
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no '" + line + "' in the log of the " + name + ":\n" + log);
  }

  @Override
  public void close() throws InterruptedException {
    Distribution.end(worker);
    Distribution.end(master);
  }
}
