package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Put-if-absent, as {@link RunDirectory#create} promises it. */
public abstract class AbstractTestRunDirectoryCreate {
  /** The directory of a test, the same one each time; empty at first. */
  protected abstract RunDirectory open() throws IOException;

  @Test
  void createsWhatIsNotThere() throws IOException {
    RunDirectory run = open();
    assertThat(run.create("x", bytes("first"))).isTrue();
    assertThat(run.folder("sub").folder("deep").create("y", new byte[0])).isTrue();

    assertThat(run.list()).containsExactly("sub", "x");
    assertThat(open().read("x", 10)).asString(UTF_8).isEqualTo("first");
    assertThat(run.folder("sub").folder("deep").list()).containsExactly("y");
    assertThat(run.folder("sub").folder("deep").length("y")).hasValue(0);
  }

  @Test
  void leavesWhatIsThere() throws IOException {
    RunDirectory run = open();
    run.write("written", bytes("old"));
    assertThat(run.create("created", bytes("old"))).isTrue();
    for (String name : new String[] {"written", "created"}) {
      assertThat(run.create(name, bytes("new"))).isFalse();
      assertThat(run.create(name, bytes("longer than the old one"))).isFalse();
      assertThat(open().create(name, bytes("old"))).isFalse();
      assertThat(run.read(name, 10)).asString(UTF_8).isEqualTo("old");
    }
    assertThat(run.list()).containsExactly("created", "written");
  }

  @Test
  void aNameIsFreeAgainWhenItsFileIsDeleted() throws IOException {
    RunDirectory run = open();
    assertThat(run.create("x", bytes("old"))).isTrue();
    run.delete("x");
    assertThat(run.create("x", bytes("new"))).isTrue();
    assertThat(run.read("x", 10)).asString(UTF_8).isEqualTo("new");
  }

  @Test
  void createsOnlyUnderNamesOfOurs() {
    assertThatThrownBy(() -> open().create("../x", bytes("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 to 64 letters");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
