package rondo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestJobErrors {
  private static RondoException failure(Runnable action) {
    return catchThrowableOfType(RondoException.class, action::run);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          training.bacth = 5 | No such key: training.bacth, did you mean training.batch? (x.conf:1)
          hidden = 5 | No such key: hidden, did you mean model.hidden? (x.conf:1)
          model.hiden = [5] | No such key: model.hiden, did you mean model.hidden? (x.conf:1)
          trainig { epochs = 5 } | No such key: trainig, did you mean training?
          rounds.xyzzy = 5 | No such key: rounds.xyzzy, expected one of bad-updates, inner-state, local-steps, outer, reduce, shards, strategy, warmup, wire (x.conf:1)
          training.batch = ten | training.batch: got "ten", expected a whole number (x.conf:1)
          training.batch = 1.5 | training.batch: got 1.5, expected a whole number (x.conf:1)
          training.batch = 3000000000 | training.batch: got 3000000000, expected a whole number (x.conf:1)
          training.batch = true | training.batch: got true, expected a whole number (x.conf:1)
          training.batch = null | training.batch: got nothing, expected a whole number (x.conf:1)
          training.batch = 0 | training.batch: got 0, expected 1 to 1048576 sequences (x.conf:1)
          training.batch { a = 1 } | training.batch: got {"a":1}, expected a value, not a section
          training.seed = 1.5 | training.seed: got 1.5, expected a whole number from -2^63 to 2^63 - 1 (x.conf:1)
          training.epochs = 0 | training.epochs: got 0, expected above 0, at most 1000000 (x.conf:1)
          training.clip-norm = -1 | training.clip-norm: got -1, expected a number of at least 0; 0 means no limit (x.conf:1)
          training = 5 | training: got 5, expected a section of batch, clip-norm, clip-value, early-stopping, epochs, optimizer, recompute, schedule, seed, truncate (x.conf:1)
          training.optimizer.kind = adm | training.optimizer.kind: got "adm", expected sgd or momentum or nesterov or rmsprop or adam or adamw (x.conf:1)
          training.optimizer.learning-rate = fast | training.optimizer.learning-rate: got "fast", expected a number (x.conf:1)
          training.optimizer.learning-rate = 0 | training.optimizer.learning-rate: got 0, expected a number above 0 (x.conf:1)
          training.schedule.warmup = 1 | training.schedule.warmup: got 1, expected 0 <= warmup < 1 (x.conf:1)
          training.early-stopping.patience = -1 | training.early-stopping.patience: got -1, expected at least 1 epoch, or 0 to train all epochs (x.conf:1)
          training.early-stopping.metric = Macro F1 | training.early-stopping.metric: got "Macro F1", expected loss, or the name of a metric as in macro_f1 (x.conf:1)
          training.early-stopping.metric = null | training.early-stopping.metric: got nothing, expected loss, or the name of a metric as in macro_f1 (x.conf:1)
          task = languages | task: got "languages", expected language-model or adding-problem or reber or classification or regression or tagging or music or events or forecasting or anomaly (x.conf:1)
          model.cell = LSTM | model.cell: got "LSTM", expected gru or lstm or rnn (x.conf:1)
          model.peepholes = yes | model.peepholes: got "yes", expected true or false (x.conf:1)
          model.hidden = [] | model.hidden: got [], expected at least one (x.conf:1)
          model.hidden = [5, x] | model.hidden: got [5,"x"], expected a list of whole numbers as in [128, 128] (x.conf:1)
          model.hidden = [0] | model.hidden: got [0], expected 1 to 65536 (x.conf:1)
          model.dropout = 1 | model.dropout: got 1, expected 0 <= p < 1 (x.conf:1)
          model.embedding = -1 | model.embedding: got -1, expected 1 to 65536 (x.conf:1)
          model.initial-state = one | model.initial-state: got "one", expected zero or learned (x.conf:1)
          data.validation = 2 | data.validation: got 2, expected 0 to 1 (x.conf:1)
          data.path = [a] | data.path: got ["a"], expected text (x.conf:1)
          data { validation = 0.6, test = 0.6 } | data.validation + test: got 1.2, expected at most 1
          rounds { strategy = gradient-averaging, local-steps = 2 } | rounds.local-steps: got 2, expected 1 with gradient-averaging (x.conf:1)
          rounds { shards = 2, local-steps = 0 } | rounds.local-steps: got 0, expected at least 1, or auto (x.conf:1)
          rounds { shards = 2, warmup = 0 } | rounds.warmup: got 0, expected more than 0 with local-steps = auto, which are measured in the warm-up (x.conf:1)
          rounds.warmup = 2 | rounds.warmup: got 2, expected 0 to 1 (x.conf:1)
          rounds.strategy = easgd | rounds.strategy: got "easgd", expected gradient-averaging or parameter-averaging or block-momentum or diloco or fedadam or auto (x.conf:1)
          rounds.strategy = diloco | rounds.strategy: got "diloco", expected another one, or training.optimizer.kind = adamw with diloco (x.conf:1)
          rounds.wire = int4 | rounds.wire: got "int4", expected float32 or bfloat16 or int8 (x.conf:1)
          rounds.outer.momentum = 1 | rounds.outer.momentum: got 1, expected 0 <= momentum < 1 (x.conf:1)
          checkpoint.minutes = -1 | checkpoint.minutes: got -1, expected a number of at least 0; 0 means not by time (x.conf:1)
          checkpoint.keep = 1 | checkpoint.keep: got 1, expected at least 2 (x.conf:1)
          rounds.shards = 0 | rounds.shards: got 0, expected 1 to 65536 (x.conf:1)
          training.recompute = -1 | training.recompute: got -1, expected time steps, 0 to keep all activations (x.conf:1)
          model { cell = gru, projection = 16 } | model.projection: got 16, expected 0 with cell = gru (x.conf:1)
          model { layer-norm = true, peepholes = true } | model.layer-norm: got true, expected false with peepholes (x.conf:1)
          model.tied = true | model.tied: got true, expected false without an embedding of one column of tokens; set model.embedding (x.conf:1)
          model { tied = true, embedding = 64 } | model.tied: got true, expected an embedding as wide as what the uppermost layer puts out, which are 64 and 128; set model.embedding, model.projection or the last of model.hidden (x.conf:1)
          model.crf = true | model.crf: got true, expected false with task = language-model (x.conf:1)
          task = reber, model.crf = true | model.crf: got true, expected false with task = reber (x.conf:1)
          task = tagging, data { path = x, inputs = [a], target = b }, model.crf = true | training.truncate: got 100, expected 0 with model.crf = true, which needs whole sequences
          task = tagging, data { path = x, inputs = [a], target = b }, model.crf = true, training.truncate = 0, training.recompute = 9 | training.recompute: got 9, expected 0 with model.crf = true, which needs whole sequences (x.conf:1)
          training.recompute = 9, report.gradient-flow = true | report.gradient-flow: got true, expected false with training.recompute, which keeps no gradients (x.conf:1)
          model.bidirectional = true | model.bidirectional: got true, expected false with task = language-model, which tells the next token (x.conf:1)
          task = reber, model.bidirectional = true | model.bidirectional: got true, expected false with task = reber, which tells the next token (x.conf:1)
          task = adding-problem, model.bidirectional = true | training.truncate: got 100, expected 0 with model.bidirectional = true, whose layers read sequences from both ends
          task = adding-problem, model.bidirectional = true, training { truncate = 0, recompute = 9 } | training.recompute: got 9, expected 0 with model.bidirectional = true, whose layers read sequences from both ends (x.conf:1)
          model.pooling = first | model.pooling: got "first", expected last or mean or max or attention (x.conf:1)
          report.samples = 101 | report.samples: got 101, expected 0 to 100 (x.conf:1)
          variants = 5 | variants: got 5, expected a section of named variants (x.conf:1)
          variants.a = 5 | variants.a: got 5, expected a section of keys to change (x.conf:1)
          variants.a.model.cel = rnn | No such key: variants.a.model.cel, did you mean variants.a.model.cell? (x.conf:1)
          variants { "../a" { } } | variants.../a: got {}, expected a name of letters, digits, '.', '_' and '-'
          """)
  void namesKeyValueWhatIsAllowedAndPlace(String text, String message) {
    RondoException failure = failure(() -> JobFile.of("x.conf", text, List.of()).job());

    assertThat(failure).hasMessage(message);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void overridesAreCheckedLikeTheFile() {
    RondoException unknown =
        failure(() -> JobFile.of("x.conf", "", List.of("training.epoch=5")).job());
    assertThat(unknown)
        .hasMessage(
            "No such key: training.epoch, did you mean training.epochs? (--set training.epoch=5)");

    RondoException wrong =
        failure(() -> JobFile.of("x.conf", "", List.of("training.epochs=-5")).job());
    assertThat(wrong)
        .hasMessage(
            "training.epochs: got -5, expected above 0, at most 1000000 (--set"
                + " training.epochs=-5)");
  }

  @Test
  void anOverrideWithoutAValueIsAUsageError() {
    RondoException failure = failure(() -> JobFile.of("x.conf", "", List.of("epochs")));

    assertThat(failure)
        .hasMessage("--set epochs was given, expected --set KEY=VALUE as in training.epochs=5");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theLineIsThatOfTheFile(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("job.conf");
    Files.writeString(path, "# a comment\ntraining {\n  batch = 100\n  epochs = x\n}\n");

    assertThat(failure(() -> JobFile.read(path, List.of()).job()))
        .hasMessage("training.epochs: got \"x\", expected a number (" + path + ":4)");
  }

  @Test
  void brokenSyntaxNamesFileAndLine() {
    RondoException failure = failure(() -> JobFile.of("x.conf", "a = 1\nmodel {", List.of()));

    assertThat(failure).hasMessageStartingWith("The job file cannot be read: x.conf: 2: ");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() {
    for (String deep : List.of("a = " + "[".repeat(100_000), "a { ".repeat(100_000))) {
      RondoException failure = failure(() -> JobFile.of("x.conf", deep, List.of()));

      assertThat(failure)
          .hasMessage(
              "The job file cannot be read: its sections or lists are nested too deeply, expected a"
                  + " few levels; write it flatter");
      assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG);
    }
  }

  @Test
  void aMissingFileIsMissingInput(@TempDir Path folder) {
    Path path = folder.resolve("none.conf");
    RondoException failure = failure(() -> JobFile.read(path, List.of()));

    assertThat(failure)
        .hasMessage(
            "There is no job file " + path + "; give the path of a .conf file with --config");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_INPUT);
  }
}
