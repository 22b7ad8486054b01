package rondo.resume;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestJobDifference {
  private static final String BEFORE =
      "{\"training\":{\"epochs\":5,\"batch\":16},\"model\":{\"hidden\":[128]},\"data\":{\"path\":\"a\"},"
          + "\"report\":{\"samples\":3}}";

  @Test
  void howLongAndWhatIsShownMayDiffer() {
    String now =
        BEFORE
            .replace("\"epochs\":5", "\"epochs\":50,\"early-stopping\":{\"patience\":2}")
            .replace("\"samples\":3", "\"samples\":0")
            .replace("\"path\":\"a\"", "\"path\":\"b\"") // the hash of the data is looked at
            .replace("\"batch\":16", "\"batch\":16.0");
    assertThatCode(() -> JobDifference.check("runs/x", BEFORE, now)).doesNotThrowAnyException();
  }

  @Test
  void everythingElseIsToldInATable() {
    String now =
        BEFORE
            .replace("[128]", "[256, 256]")
            .replace("\"batch\":16", "\"batch\":32,\"seed\":7")
            .replace("\"path\":\"a\"", "\"path\":\"b\"");
    assertThatThrownBy(() -> JobDifference.check("runs/x", BEFORE, now))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            String.join(
                "\n",
                "runs/x was trained with another job; give that one, or a new directory:",
                "  key             the run  this job",
                "  model.hidden    [128]    [256,256]",
                "  training.batch  16       32",
                "  training.seed   -        7"))
        .extracting(e -> ((RondoException) e).exitCode())
        .isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void numbersBeyondDoublesAreToldAsTheyAre() {
    String before = "{\"task\":\"x\",\"options\":{\"limit\":1e400}}";
    assertThatCode(() -> JobDifference.check("runs/x", before, before)).doesNotThrowAnyException();
    assertThatThrownBy(() -> JobDifference.check("runs/x", before, before.replace("1e400", "5")))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("options.limit");
  }
}
