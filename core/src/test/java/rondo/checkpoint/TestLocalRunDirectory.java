package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.error.RondoException;

class TestLocalRunDirectory extends AbstractTestRunDirectoryCreate {
  @TempDir Path folder;

  @Override
  protected RunDirectory open() {
    return new LocalRunDirectory(folder.resolve("run"));
  }

  @Test
  void isEmptyBeforeTheFirstWrite() throws IOException {
    assertThat(open().list()).isEmpty();
    assertThat(open().length("x")).isEmpty();
    assertThatThrownBy(() -> open().open("x")).isInstanceOf(FileNotFoundException.class);
    assertThatCode(() -> open().delete("x")).doesNotThrowAnyException();
  }

  @Test
  void writesReplacesAndDeletes() throws IOException {
    RunDirectory run = open();
    run.write("x", "first".getBytes(UTF_8));
    run.write("x", "second one".getBytes(UTF_8));
    run.folder("sub").folder("deep").write("y", new byte[0]);

    assertThat(run.list()).containsExactly("sub", "x");
    assertThat(run.length("x")).hasValue(10);
    assertThat(run.length("sub")).isEmpty();
    assertThat(run.folder("sub").folder("deep").length("y")).hasValue(0);
    assertThat(open().read("x", 10)).asString(UTF_8).isEqualTo("second one");

    run.delete("sub");
    run.delete("x");
    assertThat(run.list()).isEmpty();
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    RunDirectory run = open();
    run.write("x", "old".getBytes(UTF_8));
    assertThatThrownBy(
            () ->
                run.write(
                    "x",
                    out -> {
                      out.write("new".getBytes(UTF_8));
                      out.flush();
                      throw new IOException("the source failed");
                    }))
        .hasMessage("the source failed");
    assertThat(run.list()).containsExactly("x");
    assertThat(run.read("x", 10)).asString(UTF_8).isEqualTo("old");
  }

  @Test
  void appendsLinesAcrossSessions() throws IOException {
    try (RunDirectory run = open()) {
      run.append("log", "one");
      run.append("log", "two é");
    }
    assertThat(open().read("log", 100)).asString(UTF_8).isEqualTo("one\ntwo é\n");
    try (RunDirectory run = open()) {
      run.append("log", "three");
    }
    assertThat(open().read("log", 100)).asString(UTF_8).isEqualTo("one\ntwo é\nthree\n");
  }

  @Test
  void aFileInPlaceOfTheFolderIsReported() throws IOException {
    Files.writeString(folder.resolve("run"), "a file");
    assertThatThrownBy(() -> open().list()).isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.createSymbolicLink(run.resolve("secret"), outside.resolve("secret"));
    Files.createSymbolicLink(run.resolve("folder"), outside);

    assertThat(open().length("secret")).isEmpty();
    assertThatThrownBy(() -> open().open("secret")).isInstanceOf(FileNotFoundException.class);
    open().delete("folder");
    open().delete("secret");
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(open().list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/b", "/etc/passwd", "a\\b", "a b", "x\0", "é"})
  void namesThatLeadElsewhereAreRefused(String name) {
    assertThatThrownBy(() -> open().write(name, "x".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 to 64 letters");
  }

  @Test
  void aFileThatIsTooLongIsNotRead() throws IOException {
    open().write("long", new byte[11]);
    assertThatThrownBy(() -> open().read("long", 10))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            folder.resolve("run/long")
                + " has 11 bytes, expected at most 10; restore the file from a copy");
  }

  @Test
  void oneOfManyThreadsAndProcessesCreatesAFile() throws Exception {
    CreateRace.threads(this::open, 200);
    Path other = folder.resolve("other");
    CreateRace.processes(
        () -> new LocalRunDirectory(other), CreateRace.class, other.toString(), 2000);
  }

  @Test
  void withoutHardLinksStillOneCreatesAFile() throws Exception {
    CreateRace.threads(
        () -> new LocalRunDirectory(new FaultyDisk(Faults.none(), false).path(folder)), 200);
  }

  @Test
  void newFoldersAndFilesAreForcedBeforeTheyCount() throws IOException {
    FaultyDisk disk = new FaultyDisk(Faults.none(), true);
    RunDirectory run = new LocalRunDirectory(disk.path(folder).resolve("run"));
    run.folder("a").folder("b").create("x", new byte[] {1});
    assertThat(disk.log().stream().filter(line -> !line.contains(RunFiles.TEMPORARY)))
        .containsExactly(
            "folder run",
            "folder a",
            "folder b",
            "force a",
            "force run",
            "force " + folder.getFileName(),
            "link x",
            "force b");
    assertThat(disk.log().stream().filter(line -> line.contains(RunFiles.TEMPORARY)))
        .hasSize(1)
        .allMatch(line -> line.startsWith("force "));
  }

  @Test
  void aDiskThatFailsIsNotAnEmptyOne() throws IOException {
    open().write("x", new byte[] {1});
    for (int n = 1; n <= 2; n++) {
      assertThat(failing(n)).isTrue();
    }
  }

  /** Whether the n-th operation of the disk is met, and its failure told. */
  private boolean failing(int n) {
    Faults faults = new Faults(Faults.Mode.BEFORE, n);
    RunDirectory run =
        new LocalRunDirectory(new FaultyDisk(faults, true).path(folder.resolve("run")));
    assertThatThrownBy(
            () -> {
              run.length("x");
              run.list();
            })
        .isInstanceOf(IOException.class)
        .hasMessage("injected fault at operation " + n);
    return faults.fired();
  }
}
