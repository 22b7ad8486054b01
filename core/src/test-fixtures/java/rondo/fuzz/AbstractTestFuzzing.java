package rondo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * All targets of a module: their seeds, and inputs that showed a fault once, in this JVM; then a
 * short run of Jazzer over all of them. With {@code -Dfuzz.target=NAME -Dfuzz.runs=NUMBER}, a run
 * of that length over the one of that name instead.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AbstractTestFuzzing {
  private static final long LONGEST = 120; // seconds of the short run, on a machine that is busy

  private final List<FuzzTarget> targets;
  private final long runs;
  private final List<FuzzTarget> slow;

  /**
   * @param targets of the short run
   * @param runs its inputs
   * @param slow targets that take too long for it
   */
  protected AbstractTestFuzzing(List<FuzzTarget> targets, long runs, List<FuzzTarget> slow) {
    this.targets = targets;
    this.runs = runs;
    this.slow = slow;
  }

  private Stream<FuzzTarget> all() {
    return Stream.concat(targets.stream(), slow.stream());
  }

  @TestFactory
  Stream<DynamicTest> takesKnownInputs() {
    return all()
        .map(target -> DynamicTest.dynamicTest(name(target), () -> takesKnownInputs(target)));
  }

  private static void takesKnownInputs(FuzzTarget target) throws Exception {
    List<byte[]> inputs = new ArrayList<>(target.seeds());
    inputs.addAll(found(target));
    inputs.add(new byte[0]);
    for (byte[] input : inputs) {
      JazzerEntry.read(target, input);
    }
  }

  /** The files in the folder {@code fuzz/NAME} of the test resources. */
  private static List<byte[]> found(FuzzTarget target) throws Exception {
    URL folder = target.getClass().getResource("/fuzz/" + name(target));
    if (folder == null) {
      return List.of();
    }
    List<byte[]> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    }
    return inputs;
  }

  @Test
  void findsNothing() throws Exception {
    String asked = System.getProperty("fuzz.target");
    if (asked == null) {
      Path folder = Files.createTempDirectory("rondo-fuzz");
      long done = new Jazzer(targets, folder).run(runs, LONGEST, line -> {});
      assertThat(done).isGreaterThan(targets.size());
      delete(folder); // stays where something was found
      return;
    }
    FuzzTarget target = all().filter(known -> name(known).equals(asked)).findAny().orElse(null);
    if (target == null) {
      throw new IllegalArgumentException(
          "fuzz.target: got "
              + asked
              + ", expected one of "
              + all().map(AbstractTestFuzzing::name).toList());
    }
    Path folder = Files.createDirectories(Path.of("target", "fuzz", asked).toAbsolutePath());
    long asIfAsked = Long.getLong("fuzz.runs", runs);
    long done =
        new Jazzer(List.of(target), folder)
            .run(asIfAsked, 0, line -> System.out.println(asked + " " + line));
    assertThat(done).isGreaterThanOrEqualTo(asIfAsked);
  }

  private static String name(FuzzTarget target) {
    return target.getClass().getSimpleName().replaceFirst("^Fuzz", "");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
