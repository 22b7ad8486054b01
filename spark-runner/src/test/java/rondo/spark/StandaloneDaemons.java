package rondo.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A standalone Master and two Workers of one core, each a process of its own, on free ports of this
 * machine. The Workers go by different names of it, for Spark runs no copy of a task on the machine
 * that the task is on.
 */
public final class StandaloneDaemons implements AutoCloseable {
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String url;

  /** Starts all three and waits until the Workers are registered. */
  public StandaloneDaemons(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    try {
      Process master = start("master", "master.Master", "127.0.0.1", "--port", "0");
      url = await(master, "master", "Starting Spark master at (spark://\\S+)");
      String[] hosts = {"127.0.0.1", "localhost"};
      for (String host : hosts) {
        String work = folder.resolve("work-" + host).toString();
        start(
            host, "worker.Worker", host, "--cores", "1", "--memory", "1g", "--work-dir", work, url);
      }
      for (int i = 0; i < hosts.length; i++) {
        await(processes.get(1 + i), hosts[i], "Successfully registered with (master)");
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Of the Master: {@code spark://host:port}. */
  public String url() {
    return url;
  }

  private Process start(String name, String type, String host, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ChildOptions.ofThisJvm());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dspark.master.rest.enabled=false", "-Dspark.worker.timeout=600"));
    command.addAll(List.of("-cp", logging() + System.getProperty("java.class.path")));
    command.add("org.apache.spark.deploy." + type);
    command.addAll(List.of("--host", host, "--webui-port", "0"));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile())
            .start();
    processes.add(process);
    return process;
  }

  /** The tests' own settings are silent, and these processes say in their log what they are at. */
  private String logging() throws IOException {
    Path settings = Files.createDirectories(folder.resolve("logging"));
    Files.writeString(
        settings.resolve("log4j2-test.properties"),
        """
        rootLogger.level = info
        rootLogger.appenderRef.console.ref = console
        appender.console.type = Console
        appender.console.name = console
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
        """);
    return settings + System.getProperty("path.separator");
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private String await(Process process, String name, String line)
      throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile(line);
    long start = System.nanoTime();
    String log = "";
    while (System.nanoTime() - start < DEADLINE_NANOS) {
      log = Files.readString(log(name), StandardCharsets.UTF_8);
      Matcher matcher = pattern.matcher(log);
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no '" + line + "' in the log of " + name + ":\n" + log);
  }

  /** Ends what still runs, executors with their Workers. */
  @Override
  public void close() throws InterruptedException {
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).destroy();
      if (!processes.get(i).waitFor(30, TimeUnit.SECONDS)) {
        processes.get(i).destroyForcibly().waitFor();
      }
    }
  }
}
