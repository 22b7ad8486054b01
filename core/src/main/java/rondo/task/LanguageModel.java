package rondo.task;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.ByteSpace;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.encode.Tokenizer;
import rondo.encode.Vocabulary;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.table.ColumnRequest;

/**
 * Tells the next token of a text: a character, a byte, a word or a piece. What is learned of tokens
 * is learned from the training part.
 *
 * <p>Without {@code data.target} the files are one running text, cut into streams. With it the data
 * is a table, each text of that column is a sequence ({@link TextRows}), and there is one token
 * more, the last, for the end.
 */
public final class LanguageModel implements Task {
  /** Encoder file: the tokens. */
  public static final String VOCABULARY = "vocabulary.json";

  @Override
  public String name() {
    return "language-model";
  }

  @Override
  public List<ColumnRequest> columns(DataSpec data, boolean forTraining) {
    return readsTable(data) ? TextRows.columns(name(), data) : List.of();
  }

  private static boolean readsTable(DataSpec data) {
    return data.table() != null && !data.table().target().isEmpty();
  }

  @Override
  public PreparedTask prepare(TaskContext context) throws IOException {
    return prepare(context, null);
  }

  @Override
  public PreparedTask reopen(TaskContext context, Map<String, String> encoders) throws IOException {
    return prepare(context, tokenizer(encoders));
  }

  /**
   * What the tokens of a model are, from its encoders.
   *
   * @throws RondoException CORRUPT if that is missing or not as it was written
   */
  public static Tokenizer tokenizer(Map<String, String> encoders) {
    return Tokenizer.read(Encoders.require(encoders, VOCABULARY), VOCABULARY);
  }

  private PreparedTask prepare(TaskContext context, Tokenizer known) throws IOException {
    Tokenizer.Kind asked = context.data().text().tokens();
    if (known != null && known.kind() != asked) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The tokens in "
              + VOCABULARY
              + " are "
              + known.kind().noun()
              + "s"
              + ", but the model was trained with data.tokens = "
              + asked.noun()
              + "s"
              + "; take the whole model directory of its run");
    }
    if (readsTable(context.data())) {
      return TextRows.prepare(name(), context, known);
    }
    DataSpec data = context.data();
    TextSource source = new TextSource(context.files(), open(context), data.text().isCutAtSpaces());
    Stream stream = stream(data, source, context.scanner(), known);
    Map<Split, TextTally> tallies = stream.tallies;
    if (known == null) {
      requireEnough(tallies.get(Split.TRAIN), "training", context.truncate() + 2, data);
      if (data.validation() > 0) {
        requireEnough(tallies.get(Split.VALIDATION), "validation", 2, data);
      }
    }
    if (data.test() > 0) {
      requireEnough(tallies.get(Split.TEST), "test", 2, data);
    }
    Tokenizer tokenizer = stream.tokenizer;
    return new PreparedTask(
        TextFacts.input(tokenizer.size(), context.embedding()),
        tokenizer.size(),
        LossKind.SOFTMAX_CROSS_ENTROPY,
        TextFacts.metric(tallies, tokenizer),
        new TextReader(source, new EnumMap<>(stream.cuts), tokenizer),
        Map.of(VOCABULARY, tokenizer.toJson()),
        facts(source.space(), stream),
        Map.of());
  }

  /** A running text whose tokens are known. */
  private record Stream(
      Tokenizer tokenizer, Map<Split, TextTally> tallies, Map<Split, TextCuts> cuts) {}

  private static Stream stream(
      DataSpec data, TextSource source, RangeScanner scanner, Tokenizer known) throws IOException {
    TextSpec spec = data.text();
    TextSplits splits = TextSplits.of(data, source);
    if (spec.tokens() == Tokenizer.Kind.CHARACTERS) { // one pass is enough
      TextSurvey survey = TextSurvey.of(source, splits, scanner);
      Vocabulary vocabulary =
          known instanceof Vocabulary characters
              ? characters
              : Vocabulary.of(
                  survey.counts().get(Split.TRAIN),
                  Vocabulary.Order.FREQUENCY,
                  spec.minCount(),
                  spec.limit());
      return new Stream(vocabulary, survey.tallies(vocabulary), survey.cuts());
    }
    long partBytes = TextParts.usualBytes(source.space().length());
    Tokenizer tokenizer =
        known == null
            ? TextLearning.learn(
                spec, source, splits, scanner, partBytes, TextLearning.LEARNED_BYTES)
            : known;
    TokenSurvey survey = TokenSurvey.of(source, splits, scanner, partBytes, tokenizer);
    return new Stream(tokenizer, survey.tallies(), survey.cuts());
  }

  private ByteSpace open(TaskContext context) throws IOException {
    DataSpec data = context.data();
    if (data.path() == null || data.path().isBlank()) {
      throw new RondoException(
          ExitCode.CONFIG, "data.path: got none, expected a file or folder of UTF-8 text");
    }
    if (data.length() != 0 || data.examples() != 0) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.length and data.examples: got "
              + data.length()
              + " and "
              + data.examples()
              + ", expected 0: language-model reads its data from data.path");
    }
    ByteSpace space;
    try {
      space = new ByteSpace(context.files().list(data.path()));
    } catch (FileNotFoundException e) {
      throw new RondoException(
          ExitCode.NO_INPUT,
          "data.path: there is nothing at " + data.path() + "; give a file or folder that exists",
          e);
    }
    if (space.length() == 0) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.path: "
              + data.path()
              + " has no text (0 bytes in "
              + TextFacts.plural(space.files(), "file")
              + "); give a file or folder with UTF-8 text");
    }
    return space;
  }

  private static void requireEnough(TextTally tally, String part, int least, DataSpec data) {
    if (tally.tokens() < least) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.path: the "
              + part
              + " part of "
              + data.path()
              + " has "
              + TextFacts.plural(tally.tokens(), data.text().tokens().noun())
              + ", expected at least "
              + least
              + "; give more text, or change training.truncate, data.validation or data.test");
    }
  }

  private static Map<String, String> facts(ByteSpace space, Stream stream) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "text",
        TextFacts.plural(space.length(), "byte")
            + " in "
            + TextFacts.plural(space.files(), "file"));
    facts.put("vocabulary", TextFacts.vocabulary(stream.tokenizer));
    facts.putAll(TextFacts.of(stream.tallies, stream.tokenizer));
    return facts;
  }
}
