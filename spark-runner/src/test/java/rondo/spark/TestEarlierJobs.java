package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.config.JobFile;
import rondo.resume.JobDifference;

class TestEarlierJobs {
  private static final String JOB = "task = reber\ndata.examples = 10\ntraining.epochs = 3\n";

  private static String resolved(String more) {
    return JobFile.of("x.conf", JOB + more, List.of()).job().resolved();
  }

  @Test
  void aRunThatDidNotKnowAKeyHadItsDefault() {
    String earlier = resolved("").replaceFirst(",?\\s*\"metric\"\\s*:\\s*\"loss\"(,?)", "$1");
    earlier = earlier.replaceFirst("\\{\\s*,", "{");
    assertThat(earlier).doesNotContain("\"metric\"");
    String filledIn = TrainJob.filledIn(earlier);
    assertThatCode(() -> JobDifference.check("run", filledIn, resolved("")))
        .doesNotThrowAnyException();
    String other = resolved("training.early-stopping.metric = accuracy");
    assertThatThrownBy(() -> JobDifference.check("run", filledIn, other))
        .hasMessageContaining("training.early-stopping.metric")
        .hasMessageContaining("accuracy");
  }
}
