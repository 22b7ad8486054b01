package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What every {@link RunDirectory} promises. */
public abstract class AbstractTestRunDirectory {
  /** The directory of the test at hand, the same one at every call; not there at first. */
  protected abstract RunDirectory open() throws IOException;

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
}
