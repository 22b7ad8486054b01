package rondo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestTableErrors {
  private static final String CLASSIFICATION =
      "task = classification, data { path = x, inputs = [a], target = c }\n";

  private static void assertRefused(String text, String message) {
    RondoException failure =
        catchThrowableOfType(
            RondoException.class, () -> JobFile.of("x.conf", text, List.of()).job());

    assertThat(failure).hasMessage(message);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          data.path = null | data.path: got nothing, expected a file, folder or pattern with the table of classification (x.conf:2)
          data.length = 5 | data.length: got 5, expected 0, as it is without the key: classification reads a table (x.conf:2)
          data.examples = 5 | data.examples: got 5, expected 0, as it is without the key: classification reads a table (x.conf:2)
          data.formt = csv | No such key: data.formt, did you mean data.format? (x.conf:2)
          data.format = xml | data.format: got "xml", expected auto or parquet or csv or json or orc or text or binary (x.conf:2)
          data.options = 5 | data.options: got 5, expected a section of names and values (x.conf:2)
          data.options { a = [1] } | data.options.a: got [1], expected text, a number or a flag (x.conf:2)
          data.options { a { b = null } } | data.options.a.b: got nothing, expected text, a number or a flag (x.conf:2)
          data.max-gap = 1 | data.max-gap: got 1, expected 0, as it is without the key: without data.time each row is a whole sequence (x.conf:2)
          data { time = t, max-gap = -1 } | data.max-gap: got -1, expected at least 0 (x.conf:2)
          data.max-length = -1 | data.max-length: got -1, expected at least 0 (x.conf:2)
          data.on-bad-record = stop | data.on-bad-record: got "stop", expected fail or skip or quarantine (x.conf:2)
          data.bad-records = 2 | data.bad-records: got 2, expected 0 to 1 (x.conf:2)
          data.split.by = files | data.split.by: got "files", expected fraction or file or column or time (x.conf:2)
          data.split.by = column | data.split.column: got nothing, expected the column that holds train, validation and test
          data.split.by = file | data.split.by: got "file", expected data.split.validation-files or data.split.test-files with it (x.conf:2)
          data.split { by = time, test-from = 5 } | data.split.by: got "time", expected fraction, file or column, or data.time = COLUMN to split by time (x.conf:2)
          data.split.test-from = 5 | data.split.test-from: got 5, expected nothing, or data.split.by = time (x.conf:2)
          data.split.test-files = [a] | data.split.test-files: got ["a"], expected nothing, or data.split.by = file (x.conf:2)
          data { test = 0.2, split { by = column, column = p } } | data.test: got 0.2, expected 0.1, as it is without the key: data.split.by = column has no fractions (x.conf:2)
          data.inputs = [] | data.inputs: got [], expected the columns that enter the network, as in [x, y] (x.conf:2)
          data.inputs = [5] | data.inputs[0]: got 5, expected the name of a column, or a section { column = NAME } (x.conf:2)
          data.inputs = [a, { colum = b }] | No such key: data.inputs[1].colum, did you mean data.inputs[1].column? (x.conf:2)
          data.inputs = [{ as = words }] | data.inputs[0]: got {"as":"words"}, expected a section with column = NAME
          data.inputs = [{ column = a, as = word }] | data.inputs[0].as: got "word", expected auto or number or category or set or words or characters or bytes or pieces or affixes (x.conf:2)
          data.inputs = [{ column = a, as = words, scale = none }] | data.inputs[0].scale: got "none", expected no such key with as = words (x.conf:2)
          data.inputs = [{ column = a, as = number, embedding = 4 }] | data.inputs[0].embedding: got 4, expected no such key with as = number (x.conf:2)
          data.inputs = [{ column = a, as = set, embedding = 4 }] | data.inputs[0].embedding: got 4, expected no such key with as = set (x.conf:2)
          data.inputs = [{ column = a, scale = unit }] | data.inputs[0].scale: got "unit", expected none or standard or min-max or robust (x.conf:2)
          data.inputs = [{ column = a, min-count = 0 }] | data.inputs[0].min-count: got 0, expected 1 to 2147483647 (x.conf:2)
          data.inputs = [a, a] | data.inputs[1]: got "a", expected each column once, or as something else (x.conf:2)
          data.inputs = [{ column = a, as = number }, { column = a, as = category }] | data.inputs: got a as values of several types, expected one type a column; name a copy of it in data.query (x.conf:2)
          data.target = [] | data.target: got [], expected the column with the class (x.conf:2)
          data.target = [c, d] | data.target: got [c, d], expected the column with the class (x.conf:2)
          data.target = [[c]] | data.target: got [["c"]], expected text, or a list of texts as in [a, b] (x.conf:2)
          data.target = a | data.inputs: got a, expected no column of data.target: a network that sees the answer learns nothing (x.conf:1)
          data.window = -1 | data.window: got -1, expected 0 to 1048576 (x.conf:2)
          data.stride = 0 | data.stride: got 0, expected 1 to 1048576 (x.conf:2)
          data.stride = 5 | data.stride: got 5, expected 1 without data.window (x.conf:2)
          data { inputs = [{ column = a, as = words }], window = 9 } | data.window: got 9, expected 0: the text of a makes the time steps (x.conf:2)
          data.horizon = 24 | data.horizon: got 24, expected 0: classification forecasts nothing (x.conf:2)
          data.known = [a] | data.known: got [a], expected []: classification forecasts nothing (x.conf:2)
          data.quantiles = [0.5] | data.quantiles: got [0.5], expected []: classification forecasts nothing (x.conf:2)
          data.quantiles = [1.5] | data.quantiles: got [1.5], expected numbers between 0 and 1 (x.conf:2)
          data.quantiles = [half] | data.quantiles: got ["half"], expected a list of numbers (x.conf:2)
          data.season = 7 | data.season: got 7, expected 0: classification forecasts nothing (x.conf:2)
          data.balanced = yes | data.balanced: got "yes", expected true or false (x.conf:2)
          data.tokens = words | data.tokens: got "words", expected "characters", as it is without the key: classification is no language model (x.conf:2)
          data.vocabulary.most = 9 | data.vocabulary: got {"min-count":1,"most":9}, expected {"min-count":1,"most":"auto"}, as it is without the key: classification is no language model
          model.embedding = 5 | model.embedding: got 5, expected 0 with a table: each of data.inputs has one of its own (x.conf:2)
          """)
  void whatATableCannotBe(String text, String message) {
    assertRefused(CLASSIFICATION + text, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          data.format = csv | data.format: got "csv", expected "auto", as it is without the key: language-model without data.target reads no table (x.conf:1)
          data.options { a = b } | data.options: got {"a":"b"}, expected {}, as it is without the key: language-model without data.target reads no table
          data.split.column = p | data.split: got {"by":"fraction","column":"p","test-files":[],"test-from":null,"until":null,"validation-files":[],"validation-from":null}, expected {"by":"fraction","column":null,"test-files":[],"test-from":null,"until":null,"validation-files":[],"validation-from":null}, as it is without the key: language-model without data.target reads no table
          data { path = x, target = t, inputs = [w] } | data.inputs: got [w], expected []: language-model sees the text of data.target (x.conf:1)
          data { path = x, target = t, time = s } | data.time: got s, expected none: each text of data.target is a sequence (x.conf:1)
          data { path = x, target = [t, u] } | data.target: got [t, u], expected the column with the texts, or [] for files as one running text (x.conf:1)
          data { path = x, target = t, window = 5 } | data.window: got 5, expected 0: a text is told to its end (x.conf:1)
          data { target = t } | data.path: got nothing, expected a file, folder or pattern with the table of language-model
          data.tokens = letters | data.tokens: got "letters", expected characters or bytes or words or pieces (x.conf:1)
          data.vocabulary.most = 0 | data.vocabulary.most: got 0, expected auto, or at least 1 (x.conf:1)
          data.vocabulary.most = many | data.vocabulary.most: got "many", expected a whole number (x.conf:1)
          data { tokens = pieces, vocabulary.most = 255 } | data.vocabulary.most: got 255, expected auto, or 256 to 1048576 pieces, those of single bytes included (x.conf:1)
          data { tokens = bytes, vocabulary.most = 99 } | data.vocabulary.most: got 99, expected auto with tokens = bytes, of which there are 256 (x.conf:1)
          data { tokens = bytes, vocabulary.min-count = 2 } | data.vocabulary.min-count: got 2, expected 1 with tokens = bytes, all of which are known (x.conf:1)
          data.vocabulary.min-count = 0 | data.vocabulary.min-count: got 0, expected at least 1 (x.conf:1)
          task = reber, data.tokens = bytes | data.tokens: got "bytes", expected "characters", as it is without the key: reber is no language model (x.conf:1)
          task = reber, data.window = 5 | data.window: got 5, expected 0, as it is without the key: reber reads no table (x.conf:1)
          task = tagging, data { path = x, inputs = [{ column = w, as = words }], target = t } | data.inputs: got w as words, expected columns with one value a time step: each has a tag; split the text in data.query (x.conf:1)
          task = tagging, data { path = x, inputs = [w], target = [t, t] } | data.target: got [t, t], expected the column with the tags, or [tags, class] to tell a class of the sequence too (x.conf:1)
          task = tagging, data { path = x, inputs = [w], target = t, balanced = true } | data.balanced: got true, expected false: only classification weighs its classes (x.conf:1)
          task = regression, data { path = x, inputs = [w], balanced = true } | data.target: got [], expected columns with numbers, each once
          task = tagging, data { path = x, inputs = [w], target = t }, model.pooling = max | model.pooling: got "max", expected last with task = tagging, which tells nothing of whole sequences here (x.conf:1)
          task = language-model, model.pooling = mean | model.pooling: got "mean", expected last with task = language-model, which tells nothing of whole sequences here (x.conf:1)
          task = music, data { path = x, inputs = [w], target = keys } | data.inputs: got [w], expected []: music sees the keys of data.target (x.conf:1)
          task = music, data { path = x, target = keys, window = 5 } | data.window: got 5, expected 0: the end of a window would be silence (x.conf:1)
          task = music, data { path = x, target = keys }, model.bidirectional = true, training.truncate = 0 | model.bidirectional: got true, expected false: music tells the next time step, which a layer that reads from the end has seen (x.conf:1)
          task = events, data { path = x } | data.target: got [], expected the column with an event at each time step
          task = events, data { path = x, inputs = [w], target = e } | data.inputs: got [w], expected []: each event is told from those of data.target before it (x.conf:1)
          task = events, data { path = x, target = e, stride = 2 } | data.stride: got 2, expected 1 without data.window (x.conf:1)
          task = events, data { path = x, target = e }, model.bidirectional = true, training.truncate = 0 | model.bidirectional: got true, expected false: events tells the next time step, which a layer that reads from the end has seen (x.conf:1)
          """)
  void whatTasksAskOfIt(String text, String message) {
    assertRefused(text, message);
  }
}
