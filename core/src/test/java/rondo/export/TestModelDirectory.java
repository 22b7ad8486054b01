package rondo.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.LocalRunDirectory;
import rondo.checkpoint.RunDirectory;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestModelDirectory {
  private static final SavedModel MODEL = SmallModels.model(1);

  @TempDir Path folder;
  private RunDirectory directory;

  @BeforeEach
  void open() {
    directory = new LocalRunDirectory(folder);
  }

  @Test
  void roundTripsAllOfAModel() throws IOException {
    String sha256 = ModelDirectory.write(directory, MODEL);
    assertThat(directory.list())
        .containsExactly("MANIFEST.json", "config.json", "model.safetensors", "vocabulary.json");
    assertThat(sha256).isEqualTo(Safetensors.sha256(MODEL.layout(), MODEL.parameters()));
    assertSame(ModelDirectory.read(directory), MODEL);
  }

  /** The files are those that version 0.1.0 of Rondo wrote for the same model. */
  @Test
  void readsAModelOfVersion1() throws Exception {
    Path files = Path.of(TestModelDirectory.class.getResource("version-1").toURI());
    assertSame(ModelDirectory.read(new LocalRunDirectory(files)), MODEL);
  }

  @Test
  void aRunDirectoryLeadsToItsModel() throws IOException {
    directory.write("run.json", "{}".getBytes(StandardCharsets.UTF_8));
    ModelDirectory.write(directory.folder("model"), MODEL);
    assertSame(ModelDirectory.read(directory), MODEL);
  }

  @Test
  void theSameModelGivesTheSameFiles() throws IOException {
    RunDirectory other = new LocalRunDirectory(folder.resolve("other"));
    ModelDirectory.write(directory.folder("one"), SmallModels.model(1));
    ModelDirectory.write(other, SmallModels.model(1));
    for (String name : other.list()) {
      assertThat(other.read(name, 1 << 20)).isEqualTo(directory.folder("one").read(name, 1 << 20));
    }
  }

  @Test
  void aNewModelTakesThePlaceOfTheOldOne() throws IOException {
    ModelDirectory.write(directory, MODEL);
    SavedModel last = SmallModels.model(2);
    SavedModel renamed =
        new SavedModel(
            "tagging",
            last.spec(),
            last.loss(),
            last.job(),
            last.training(),
            Map.of("labels.json", "[]"),
            last.parameters());
    ModelDirectory.write(directory, renamed);
    assertSame(ModelDirectory.read(directory), renamed);
    assertThat(directory.list())
        .containsExactly("MANIFEST.json", "config.json", "labels.json", "model.safetensors");
  }

  @Test
  void nothingThatDivergedIsWritten() throws IOException {
    SavedModel diverged = SmallModels.model(3);
    diverged.parameters()[5] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> ModelDirectory.write(directory, diverged))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DIVERGED))
        .hasMessageContaining("of the model holds Infinity, expected finite numbers; lower");
    assertThat(directory.list()).isEmpty();
  }

  @Test
  void aMissingModelIsNoInput() {
    assertFails(ExitCode.NO_INPUT, " holds no model; give RUN_DIR/model of a finished run");
  }

  @Test
  void aFileIsNoModel() throws IOException {
    directory = new LocalRunDirectory(Files.createFile(folder.resolve("file")));
    assertFails(ExitCode.NO_INPUT, "/file holds no model; give RUN_DIR/model of a finished run");
  }

  @Test
  void aDirectoryWithoutManifestIsNoModel() throws IOException {
    ModelDirectory.write(directory, MODEL);
    directory.delete("MANIFEST.json");
    assertFails(ExitCode.CORRUPT, " is damaged: it has no complete model with MANIFEST.json; ");
  }

  @Test
  void anyChangeOfAnyByteIsFound() throws IOException {
    ModelDirectory.write(directory, MODEL);
    for (String name : directory.list()) {
      byte[] whole = directory.read(name, 1 << 20);
      for (int at = 0; at < whole.length; at += 1 + whole.length / 150) {
        byte[] changed = whole.clone();
        changed[at] ^= 0x11;
        Files.write(folder.resolve(name), changed);
        assertCorruptOrSame(name);
      }
      Files.write(folder.resolve(name), java.util.Arrays.copyOf(whole, whole.length - 1));
      assertCorruptOrSame(name);
      Files.delete(folder.resolve(name));
      assertFails(ExitCode.CORRUPT, "");
      Files.write(folder.resolve(name), whole);
    }
    assertSame(ModelDirectory.read(directory), MODEL);
  }

  @Test
  void filesOfAnotherModelAreFound() throws IOException {
    ModelDirectory.write(directory, MODEL);
    RunDirectory other = new LocalRunDirectory(folder.resolve("other"));
    ModelDirectory.write(other, SmallModels.model(2));
    directory.write("model.safetensors", other.read("model.safetensors", 1 << 20));
    assertFails(
        ExitCode.CORRUPT,
        "/model.safetensors is damaged: its SHA-256 is not the one in MANIFEST.json; restore it");
  }

  @Test
  void aManifestThatLeadsElsewhereIsRefused() throws IOException {
    ModelDirectory.write(directory, MODEL);
    String manifest = new String(directory.read("MANIFEST.json", 1 << 20), StandardCharsets.UTF_8);
    for (String name : List.of("../x.json", "/etc/passwd", "a\\\\b", "s3a:x", ".", "..", ".x")) {
      String changed = manifest.replace("vocabulary.json", name);
      directory.write("MANIFEST.json", changed.getBytes(StandardCharsets.UTF_8));
      assertFails(ExitCode.CORRUPT, "it lists a file whose name is not one of ours");
    }
  }

  private void assertCorruptOrSame(String name) throws IOException {
    try {
      // A manifest also has blanks between its words.
      assertSame(ModelDirectory.read(directory), MODEL);
      assertThat(name).isEqualTo("MANIFEST.json");
    } catch (RondoException e) {
      assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT);
      assertThat(e).hasMessageContaining(folder.toString());
    }
  }

  private void assertFails(ExitCode code, String message) {
    assertThatThrownBy(() -> ModelDirectory.read(directory))
        .isInstanceOfSatisfying(RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(message);
  }

  static void assertSame(SavedModel got, SavedModel expected) {
    assertThat(got.task()).isEqualTo(expected.task());
    assertThat(got.spec()).isEqualTo(expected.spec());
    assertThat(got.loss()).isEqualTo(expected.loss());
    assertThat(got.job()).isEqualTo(expected.job());
    assertThat(got.training()).isEqualTo(expected.training());
    assertThat(new HashMap<>(got.encoders())).isEqualTo(expected.encoders());
    assertThat(got.parameters()).containsExactly(expected.parameters());
  }
}
