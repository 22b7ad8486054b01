package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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

class TestLocalRunDirectory extends AbstractTestRunDirectory {
  @TempDir Path folder;

  @Override
  protected RunDirectory open() {
    return new LocalRunDirectory(folder.resolve("run"));
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
}
