package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Whatever happens to a file of the newest checkpoint is found, and the one before is taken. */
class TestCheckpointDamage {
  private static final int BITS = 1000;
  private static final CheckpointName OLDER = new CheckpointName(1, 1);
  private static final CheckpointName NEWER = new CheckpointName(1, 2);

  private Path folder;
  private RunDirectory run;
  private CheckpointStore store;
  private final List<Path> files = new ArrayList<>();

  @BeforeEach
  void commitTwo() throws IOException {
    folder = Scratch.folder();
    run = new LocalRunDirectory(folder);
    store = CheckpointStore.open(run, Retention.DEFAULT);
    store.commit(OLDER.round(), FaultCases.files(OLDER));
    store.commit(NEWER.round(), FaultCases.files(NEWER));
    files.add(folder.resolve("checkpoints/commits/" + NEWER.marker()));
    files.addAll(filesOf(NEWER));
    assertThat(files).hasSize(4);
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  void everyBitIsFound() throws IOException {
    Random random = new Random(20261121);
    for (int i = 0; i < BITS; i++) {
      Path file = files.get(i % files.size());
      byte[] bytes = Files.readAllBytes(file);
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      assertFound(file, bytes, changed);
    }
  }

  @Test
  void everyLengthIsFound() throws IOException {
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (int length = 0; length < bytes.length; length += 1 + bytes.length / 100) {
        assertFound(file, bytes, Arrays.copyOf(bytes, length));
      }
      assertFound(file, bytes, Arrays.copyOf(bytes, bytes.length - 1));
      assertFound(file, bytes, Arrays.copyOf(bytes, bytes.length + 1));
      Files.delete(file);
      if (file.equals(files.get(0))) {
        // Without its marker it was never committed, as far as anybody can tell.
        FaultCases.assertContent(store.newest().orElseThrow(), OLDER);
        assertThat(store.rejected()).isEmpty();
      } else {
        assertOlder(file);
      }
      Files.write(file, bytes);
    }
  }

  @Test
  void filesThatChangedPlacesAreFound() throws IOException {
    List<Path> others = filesOf(OLDER);
    for (int i = 1; i < files.size(); i++) {
      // The same file of the other checkpoint: all but the state are of the same length.
      byte[] bytes = Files.readAllBytes(files.get(i));
      assertFound(files.get(i), bytes, Files.readAllBytes(others.get(i - 1)));
    }
    byte[] marker = Files.readAllBytes(files.get(0));
    Path older = files.get(0).resolveSibling(OLDER.marker());
    assertFound(files.get(0), marker, Files.readAllBytes(older));
  }

  @Test
  void aManifestThatFitsChangedFilesIsFound() throws IOException {
    Path manifest = filesOf(NEWER).get(0);
    Path state = filesOf(NEWER).get(2);
    byte[] bytes = Files.readAllBytes(manifest);
    byte[] old = Files.readAllBytes(state);
    byte[] edited = new String(old, UTF_8).replace("000001", "000009").getBytes(UTF_8);
    String list =
        new String(bytes, UTF_8).replace(Sha256.of(old).sha256(), Sha256.of(edited).sha256());
    Files.write(state, edited);
    assertFound(manifest, bytes, list.getBytes(UTF_8));
  }

  @Test
  void aMarkerThatIsEditedIsFound() throws IOException {
    Path marker = files.get(0);
    byte[] bytes = Files.readAllBytes(marker);
    String text = new String(bytes, UTF_8);
    for (String edited :
        List.of(
            text.replace("\"version\":1", "\"version\":2"),
            text.replace("\"version\":1", "\"version\":1,\"version\":1"),
            text.replace("\"version\":1", "\"version\":1,\"other\":1"),
            text.replace("\"version\":1", "\"version\":99999999999999999999"),
            text.replace("\"folder\":\"0", "\"folder\":\"../0"),
            text.replace(",", ", "),
            text + "\n",
            text + "{}")) {
      assertThat(edited).isNotEqualTo(text);
      assertFound(marker, bytes, edited.getBytes(UTF_8));
    }
  }

  @Test
  void aSealDoesNotMakeOutOfRangeNumbersRight() throws IOException {
    Path marker = files.get(0);
    byte[] bytes = Files.readAllBytes(marker);
    String hash = "0".repeat(64);
    for (CommitMarker edited :
        List.of(
            new CommitMarker("../" + NEWER.newFolder(), new Sha256(1, hash), "x"),
            new CommitMarker(OLDER.newFolder(), new Sha256(1, hash), "x"),
            new CommitMarker(NEWER.newFolder(), new Sha256(-1, hash), "x"),
            new CommitMarker(NEWER.newFolder(), new Sha256(Manifest.MAX_BYTES + 1L, hash), "x"),
            new CommitMarker(NEWER.newFolder(), new Sha256(1, "0"), "x"))) {
      assertFound(marker, bytes, edited.toBytes());
    }
  }

  @Test
  void aDamagedOwnerFileCostsNoCheckpoint() throws IOException {
    Path owner = folder.resolve("checkpoints/owners/000001.json");
    Files.writeString(owner, "{}");
    assertThat(open().newest().orElseThrow().round()).isEqualTo(2);
    assertThatThrownBy(() -> store.commit(3, FaultCases.files(NEWER)))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FENCED));
  }

  @Test
  void noneIsTakenIfAllAreDamaged() throws IOException {
    Files.delete(filesOf(OLDER).get(1));
    Files.delete(filesOf(NEWER).get(1));
    assertThatThrownBy(() -> open().newest())
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT))
        .hasMessageStartingWith("All checkpoints of " + folder + " are damaged (" + NEWER + ": ")
        .hasMessageContaining(filesOf(OLDER).get(0).resolveSibling("model.safetensors") + " is");
  }

  @Test
  void aFileThatChangesAfterItWasFoundWholeIsNotRead() throws IOException {
    Checkpoint checkpoint = store.newest().orElseThrow();
    Path model = filesOf(NEWER).get(1);
    byte[] bytes = Files.readAllBytes(model);
    bytes[2999] ^= 1;
    Files.write(model, bytes);
    assertThatThrownBy(() -> checkpoint.read("model.safetensors", 3000))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("model.safetensors is damaged: its SHA-256 is not the one in");
  }

  private void assertFound(Path file, byte[] bytes, byte[] changed) throws IOException {
    Files.write(file, changed);
    assertOlder(file);
    Files.write(file, bytes);
  }

  /** The older checkpoint is taken, and the newer one rejected because of this file. */
  private void assertOlder(Path file) throws IOException {
    FaultCases.assertContent(store.newest().orElseThrow(), OLDER);
    assertThat(store.rejected()).hasSize(1);
    assertThat(store.rejected().get(0).name()).isEqualTo(NEWER.toString());
    assertThat(store.rejected().get(0).reason()).startsWith(file + " is damaged: ");
  }

  private CheckpointStore open() {
    return CheckpointStore.open(run, Retention.DEFAULT);
  }

  /** Manifest, model and state. */
  private List<Path> filesOf(CheckpointName name) throws IOException {
    RunDirectory data = run.folder("checkpoints").folder("data");
    Path home =
        data.list().stream()
            .filter(one -> one.startsWith(name.toString()))
            .map(one -> folder.resolve("checkpoints/data").resolve(one))
            .findFirst()
            .orElseThrow();
    return List.of(
        home.resolve("MANIFEST.json"),
        home.resolve("model.safetensors"),
        home.resolve("state.json"));
  }
}
