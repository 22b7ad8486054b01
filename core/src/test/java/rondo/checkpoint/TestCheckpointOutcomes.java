package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** What is in the marker's place decides, when somebody has been there before. */
class TestCheckpointOutcomes {
  private static final CheckpointName NAME = new CheckpointName(1, 5);

  @TempDir Path folder;
  private RunDirectory run;
  private CheckpointFolders folders;
  private CheckpointStore store;

  @BeforeEach
  void commitOne() {
    run = new LocalRunDirectory(folder);
    folders = CheckpointFolders.of(run);
    store = CheckpointStore.open(run, Retention.DEFAULT);
    store.commit(1, files("first"));
  }

  @Test
  void anEarlierAttemptWithTheSameFilesCounts() throws IOException {
    String earlier = attempt("the same", Owner.read(folders.owners(), 1).uuid());
    store.commit(5, files("the same"));
    assertState("the same");
    // The second folder is not needed.
    assertThat(folders.data().list()).hasSize(2).contains(earlier);
    store.commit(6, files("next"));
    assertState("next");
  }

  @Test
  void anEarlierAttemptWithOtherFilesIsNotReplaced() throws IOException {
    attempt("other", Owner.read(folders.owners(), 1).uuid());
    assertCommitFails(ExitCode.IO)
        .hasMessageStartingWith(
            folders.commits().pathOf(NAME.marker())
                + " could not be written (an earlier attempt at this round, with other files,"
                + " counts after all), expected a new checkpoint; the last one is intact");
    assertState("other");
    store.commit(6, files("next"));
    assertState("next");
  }

  @Test
  void aMarkerOfSomebodyElseMeansTakenOver() throws IOException {
    attempt("theirs", "somebody else");
    assertCommitFails(ExitCode.FENCED)
        .hasMessageStartingWith(
            "Another run has taken over " + folder + " and has committed round 5 in our place, ");
  }

  @Test
  void anythingElseInItsPlaceMeansNotCommitted() throws IOException {
    folders.commits().write(NAME.marker(), "{".getBytes(UTF_8));
    assertCommitFails(ExitCode.IO)
        .hasMessageContaining(NAME.marker() + " is damaged: it is not JSON), expected a new");
    assertState("first");
    assertThat(store.rejected()).extracting(Rejected::name).containsExactly(NAME.toString());
    // Nobody can tell whether a marker for it will appear yet, so it stays.
    store.commit(6, files("next"));
    assertThat(folders.data().list()).hasSize(3);
    assertState("next");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertCommitFails(ExitCode code) {
    return assertThatThrownBy(() -> store.commit(5, files("the same")))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(code));
  }

  private void assertState(String state) throws IOException {
    assertThat(store.newest().orElseThrow().read("state.json", 100))
        .asString(UTF_8)
        .isEqualTo(state);
  }

  /** A checkpoint of round 5, as a process writes it. */
  private String attempt(String state, String owner) throws IOException {
    String name = NAME.newFolder();
    RunDirectory data = folders.data().folder(name);
    Map<String, Sha256> hashes = new LinkedHashMap<>();
    for (Map.Entry<String, RunDirectory.Content> file : files(state).entrySet()) {
      data.write(file.getKey(), file.getValue());
      hashes.put(file.getKey(), Sha256.of(file.getValue()));
    }
    byte[] manifest = new Manifest(Map.of("epoch", 1L, "round", 5L), hashes).toBytes();
    data.write(Manifest.NAME, manifest);
    byte[] marker = new CommitMarker(name, Sha256.of(manifest), owner).toBytes();
    folders.commits().write(NAME.marker(), marker);
    return name;
  }

  private static Map<String, RunDirectory.Content> files(String state) {
    return Map.of("state.json", out -> out.write(state.getBytes(UTF_8)));
  }
}
