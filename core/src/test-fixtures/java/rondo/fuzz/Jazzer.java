package rondo.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs Jazzer in a JVM of its own, with the class path of this one: it watches which branches an
 * input takes, and changes those inputs further that take a new one.
 */
final class Jazzer {
  private static final String MAIN = "com.code_intelligence.jazzer.Jazzer";
  private static final int SECONDS_AN_INPUT = 60;
  private static final int KEPT_LINES = 50;
  private static final Pattern DONE = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: .*");

  /** What is watched: Rondo, and what it has its inputs parsed with. */
  private static final String WATCHED =
      "rondo.**:com.fasterxml.jackson.core.**:com.typesafe.config.**:com.univocity.parsers.**";

  private final List<FuzzTarget> targets;
  private final Path folder;

  /**
   * @param targets several are told apart by the first byte of an input
   * @param folder for the inputs that were found, kept from run to run: {@code corpus} has those
   *     that take branches of their own, {@code crash-...} is one that shows a fault
   */
  Jazzer(List<FuzzTarget> targets, Path folder) {
    this.targets = targets;
    this.folder = folder;
  }

  /**
   * Reads so many inputs, beginning with the seeds.
   *
   * @param seconds after which it ends anyway; 0 for never
   * @param progress takes a line now and then
   * @return inputs that were read; 0 if Jazzer watched no branches
   * @throws AssertionError with what Jazzer says, if an input shows a fault
   */
  long run(long runs, long seconds, Consumer<String> progress) throws Exception {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    writeSeeds(corpus);
    Process process =
        new ProcessBuilder(command(runs, seconds, corpus))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    Deque<String> last = new ArrayDeque<>();
    long done = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.matches(
            "#\\d+\\s+(NEW|REDUCE|RELOAD|pulse).*|INFO: Instr.*|WARNING: Using inc.*")) {
          last.add(line);
        }
        if (last.size() > KEPT_LINES) {
          last.remove();
        }
        Matcher end = DONE.matcher(line);
        if (end.matches()) {
          done = Long.parseLong(end.group(1));
        }
        if (line.matches("#\\d+\\s+(INITED|pulse|DONE).*|Done .*")) {
          progress.accept(line);
        }
      }
      if (process.waitFor() != 0) {
        throw new AssertionError(
            "Jazzer ended with "
                + process.exitValue()
                + "; what it found is in "
                + folder
                + ":\n"
                + String.join("\n", last));
      }
      return done;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void writeSeeds(Path corpus) throws Exception {
    for (int place = 0; place < targets.size(); place++) {
      FuzzTarget target = targets.get(place);
      List<byte[]> seeds = target.seeds();
      for (int i = 0; i < seeds.size(); i++) {
        Path file = corpus.resolve("seed-" + target.getClass().getSimpleName() + "-" + i);
        byte[] seed = seeds.get(i);
        if (targets.size() == 1) {
          Files.write(file, seed);
        } else {
          byte[] chosen = new byte[seed.length + 1];
          chosen[0] = (byte) place;
          System.arraycopy(seed, 0, chosen, 1, seed.length);
          Files.write(file, chosen);
        }
      }
    }
  }

  private List<String> command(long runs, long seconds, Path corpus) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.matches("--(add|enable).*|-XX:\\+Ignore.*|-D(jdk|io\\.netty)\\..*")) {
        command.add(option); // what Spark needs
      }
    }
    command.add("-Xmx1g");
    command.add("-XX:+UseSerialGC");
    if (seconds > 0) {
      command.add("-XX:TieredStopAtLevel=1"); // else a short run would compile more than it runs
    }
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("-XX:+EnableDynamicAgentLoading"); // Java 21 would warn
    command.add("-D" + JazzerEntry.TARGETS + "=" + names());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.add("--target_class=" + JazzerEntry.class.getName());
    command.add("--instrumentation_includes=" + WATCHED);
    command.add("--custom_hook_includes=" + WATCHED);
    if (seconds > 0) {
      command.add("--trace=cov"); // to put in more takes longer than a short run
    }
    command.add("--reproducer_path=" + folder);
    command.add("-artifact_prefix=" + folder + "/");
    command.add("-runs=" + runs);
    command.add("-seed=1"); // the same inputs every time, as far as the time allows
    command.add("-max_total_time=" + seconds);
    command.add("-timeout=" + SECONDS_AN_INPUT);
    command.add("-rss_limit_mb=0"); // the heap is bounded, and what each input allocates
    command.add(corpus.toString());
    return command;
  }

  private String names() {
    return targets.stream()
        .map(target -> target.getClass().getName())
        .collect(Collectors.joining(","));
  }
}
