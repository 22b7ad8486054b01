package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLocalFileAccess {
  @TempDir Path folder;
  private final FileAccess files = new LocalFileAccess();

  @Test
  void listsFoldersInOrderWithoutHiddenFiles() throws IOException {
    Files.createDirectories(folder.resolve("b/deep"));
    Files.createDirectories(folder.resolve(".git"));
    for (String name : new String[] {"c", "a", "b/z", "b/deep/x", "_SUCCESS", ".x", ".git/y"}) {
      Files.writeString(folder.resolve(name), name);
    }
    assertThat(files.list(folder.toString()))
        .extracting(entry -> folder.relativize(Path.of(entry.path())) + " " + entry.length())
        .containsExactly("a 1", "b/deep/x 8", "b/z 3", "c 1");
    assertThat(files.list(folder.resolve("_SUCCESS").toString())).hasSize(1);
  }

  @Test
  void opensAtAPosition() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "abcdef");
    try (InputStream in = files.open(file.toUri().toString(), 4)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ef");
    }
  }

  @Test
  void nothingThereIsAnError() {
    assertThatThrownBy(() -> files.list(folder.resolve("no").toString()))
        .isInstanceOf(FileNotFoundException.class);
  }
}
