package rondo.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.ChildJvm;
import rondo.pages.PageFolder.Step;

/** Folders of pages, and who comes between two steps. */
class TestPageFolder {
  @TempDir private Path base;
  private final List<Path> gaps = new ArrayList<>();

  /** Another process lists the folders while one of them has a lock file that is not locked yet. */
  @Test
  void aFolderThatWasTakenForAbandonedIsMadeAnew() throws IOException {
    PageFolder folder =
        new PageFolder(
            base,
            (step, made) -> {
              if (step == Step.LOCK_FILE_MADE) {
                gaps.add(made);
                if (gaps.size() == 1) {
                  packElsewhere();
                  assertThat(made).doesNotExist();
                }
              }
            });
    try (folder) {
      assertThat(folder.path()).isDirectory().isEqualTo(gaps.get(1)).isNotEqualTo(gaps.get(0));
      packElsewhere(); // now it is locked
      assertThat(base.toFile().list()).hasSize(1);
    }
    assertThat(base).isEmptyDirectory();
  }

  private void packElsewhere() throws IOException {
    ChildJvm other = ChildJvm.start(PageProcess.class, base.toString(), "end");
    try {
      assertThat(other.exitCode()).as("%s", other.output()).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void whoDeletesThemAllIsToldOf() {
    PageFolder folder =
        new PageFolder(
            base,
            (step, made) -> {
              Files.delete(made.resolve("in-use"));
              Files.delete(made);
            });
    assertThatThrownBy(folder::path)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Folders for pages in "
                + base
                + " were deleted 10 times in a row by somebody else before they could be locked;"
                + " name another disk");
    folder.close();
    assertThat(base).isEmptyDirectory();
  }

  /** A task begins a file in a folder that is being deleted. */
  @Test
  void aLateFileIsDeletedToo() throws IOException {
    PageFolder folder =
        new PageFolder(
            base,
            (step, made) -> {
              if (step == Step.FILES_DELETED) {
                gaps.add(made);
                if (gaps.size() == 1) {
                  Files.createFile(made.resolve("7.tokens"));
                }
              }
            });
    folder.path();
    folder.close();
    assertThat(gaps).hasSize(2);
    assertThat(base).isEmptyDirectory();
  }

  /** What cannot be deleted has its lock file, so that a later process finds it. */
  @Test
  void aFolderThatStaysIsDeletedByTheNextProcess() throws IOException {
    PageFolder folder =
        new PageFolder(
            base,
            (step, made) -> {
              if (step == Step.FILES_DELETED) {
                Files.createFile(made.resolve(gaps.size() + ".tokens"));
                gaps.add(made);
              }
            });
    Path path = folder.path();
    folder.close();
    assertThat(gaps).hasSize(10);
    assertThat(path.resolve("in-use")).exists();
    packElsewhere();
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void nothingIsMadeWhileTheJvmEnds() throws Exception {
    ChildJvm child = ChildJvm.start(PageProcess.class, base.toString(), "late");
    assertThat(child.exitCode()).as("%s", child.output()).isZero();
    String refused =
        "java.io.IOException: This JVM ends and has deleted its pages; it packs nothing more into"
            + " pages";
    assertThat(child.output()).endsWith("late:", refused, refused, refused);
    assertThat(base).isEmptyDirectory();
  }
}
