package rondo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are halted, and one whose disk is full. */
class TestCheckpointProcesses {
  private static final int HALTED = 137;

  @TempDir Path folder;

  @Test
  void aProcessThatIsHaltedAnywhereLosesNothing() throws Exception {
    // Spread over the run; the exhaustive cases are in TestCheckpointFaults.
    int[] changes = {3, 14, 25, 47, 58, 69, 80, 102, 113, 124};
    FaultCases cases = new FaultCases(folder, (path, faults) -> new LocalRunDirectory(path), false);
    Map<Path, ChildJvm> children = new HashMap<>();
    for (int i = 0; i < changes.length; i++) {
      String mode = i % 3 == 2 ? "DEATH_PARTIAL" : "DEATH";
      int at = i % 3 == 2 ? changes[i] / 8 : changes[i];
      Path run = folder.resolve("run-" + i);
      children.put(
          run, ChildJvm.start(CommitProcess.class, run.toString(), mode, String.valueOf(at)));
    }
    for (Map.Entry<Path, ChildJvm> child : children.entrySet()) {
      assertThat(child.getValue().exitCode()).as("%s", child.getValue().output()).isEqualTo(HALTED);
      FaultCases.History history = new FaultCases.History(line -> {});
      history.replay(child.getValue().output());
      cases.check(new LocalRunDirectory(child.getKey()), history);
    }
  }

  @Test
  void aFullDiskLeavesTheLastCheckpoint() throws Exception {
    // ulimit counts blocks of 1,024 bytes; a longer file cannot be written by that process.
    ChildJvm child =
        ChildJvm.start(
            List.of("bash", "-c", "ulimit -f 300; exec \"$0\" \"$@\""),
            CommitProcess.class,
            folder.toString(),
            "fill",
            "1000000");
    assertThat(child.exitCode()).as("%s", child.output()).isZero();
    List<String> lines = new ArrayList<>(child.output());
    lines.removeIf(line -> line.startsWith("SLF4J"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .matches(
            "IO "
                + folder
                + "/checkpoints/data/000001-0000000002-[0-9a-f-]{36}/model.safetensors could not"
                + " be written \\(File too large\\), expected a new checkpoint; the last one is"
                + " intact, so free the disk or repair the store and resume");
    assertThat(lines.subList(1, 3)).containsExactly("newest 1", "newest 3");
    assertThat(new LocalRunDirectory(folder.resolve("checkpoints/data")).list()).hasSize(2);
  }
}
