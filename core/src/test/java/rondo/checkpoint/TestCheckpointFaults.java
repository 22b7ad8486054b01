package rondo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rondo.checkpoint.Faults.Mode;

/** Every operation on a local disk fails once, in every way. */
class TestCheckpointFaults {
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Scratch.folder();
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  void aRunThatEndsAtAFaultIsWhole() throws IOException {
    assertThat(cases(true).run(EnumSet.allOf(Mode.class), false)).isGreaterThan(700);
  }

  @Test
  void aRunThatGoesOnAfterAFaultIsWhole() throws IOException {
    EnumSet<Mode> survived = EnumSet.of(Mode.BEFORE, Mode.LOST_ANSWER, Mode.PARTIAL);
    assertThat(cases(true).run(survived, true)).isGreaterThan(300);
  }

  @Test
  void aDiskWithoutHardLinksLosesNothing() throws IOException {
    EnumSet<Mode> modes = EnumSet.of(Mode.LOST_ANSWER, Mode.DEATH, Mode.DEATH_PARTIAL);
    assertThat(cases(false).run(modes, false)).isGreaterThan(150);
  }

  @Test
  void theseTestsWouldNoticeALoss() {
    FaultCases cases =
        new FaultCases(
            folder,
            (path, faults) -> {
              RunDirectory run = new LocalRunDirectory(path);
              RunDirectory commits = run.folder("checkpoints").folder("commits");
              List<String> markers = commits.list();
              if (!markers.isEmpty()) {
                commits.delete(markers.get(markers.size() - 1));
              }
              return run;
            },
            false);
    assertThatThrownBy(() -> cases.run(EnumSet.of(Mode.BEFORE), false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BEFORE at operation 1: ");
  }

  private FaultCases cases(boolean hasLinks) {
    return new FaultCases(
        folder,
        (path, faults) -> new LocalRunDirectory(new FaultyDisk(faults, hasLinks).path(path)),
        !hasLinks);
  }
}
