package rondo.task;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rondo.data.ByteSpace;
import rondo.data.Split;
import rondo.encode.CharacterCounts;
import rondo.encode.Vocabulary;
import rondo.encode.VocabularyJson;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.metric.Metric;
import rondo.model.InputSpec;

/**
 * Tells the next character of a text. The vocabulary holds the characters of the training part;
 * others count as one unknown character.
 */
public final class LanguageModel implements Task {
  /** Encoder file: the characters by token. */
  public static final String VOCABULARY = "vocabulary.json";

  @Override
  public String name() {
    return "language-model";
  }

  @Override
  public PreparedTask prepare(TaskContext context) throws IOException {
    return prepare(context, null);
  }

  @Override
  public PreparedTask reopen(TaskContext context, Map<String, String> encoders) throws IOException {
    return prepare(context, vocabulary(encoders));
  }

  /**
   * The vocabulary among the encoders of a model.
   *
   * @throws RondoException CORRUPT if it is missing or not as it was written
   */
  public static Vocabulary vocabulary(Map<String, String> encoders) {
    String json = encoders.get(VOCABULARY);
    if (json == null) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The model has no " + VOCABULARY + "; take the whole model directory of its run");
    }
    return VocabularyJson.read(json, VOCABULARY);
  }

  private PreparedTask prepare(TaskContext context, Vocabulary known) throws IOException {
    DataSpec data = context.data();
    ByteSpace space = open(context);
    TextSplits splits = TextSplits.of(data, context.files(), space);
    TextSurvey survey = TextSurvey.of(context.files(), space, splits, context.scanner());
    Map<Split, CharacterCounts> counts = survey.counts();
    if (known == null) {
      requireEnough(counts.get(Split.TRAIN), "training", context.truncate() + 2, data);
      if (data.validation() > 0) {
        requireEnough(counts.get(Split.VALIDATION), "validation", 2, data);
      }
    }
    if (data.test() > 0) {
      requireEnough(counts.get(Split.TEST), "test", 2, data);
    }
    Vocabulary vocabulary =
        known == null ? Vocabulary.of(counts.get(Split.TRAIN), Vocabulary.Order.FREQUENCY) : known;
    return new PreparedTask(
        context.embedding() > 0
            ? InputSpec.embedding(vocabulary.size(), context.embedding())
            : InputSpec.oneHot(vocabulary.size()),
        vocabulary.size(),
        LossKind.SOFTMAX_CROSS_ENTROPY,
        Metric.accuracy(),
        new TextReader(context.files(), space, new EnumMap<>(survey.cuts()), vocabulary),
        Map.of(VOCABULARY, VocabularyJson.write(vocabulary)),
        facts(space, counts, vocabulary),
        Map.of());
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
              + plural(space.files(), "file")
              + "); give a file or folder with UTF-8 text");
    }
    return space;
  }

  private static void requireEnough(CharacterCounts counts, String part, int least, DataSpec data) {
    if (counts.total() < least) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "data.path: the "
              + part
              + " part of "
              + data.path()
              + " has "
              + plural(counts.total(), "character")
              + ", expected at least "
              + least
              + "; give more text, or change training.truncate, data.validation or data.test");
    }
  }

  private static Map<String, String> facts(
      ByteSpace space, Map<Split, CharacterCounts> counts, Vocabulary vocabulary) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("text", plural(space.length(), "byte") + " in " + plural(space.files(), "file"));
    facts.put("vocabulary", plural(vocabulary.size() - 1, "character"));
    for (Split split : Split.values()) {
      CharacterCounts part = counts.get(split);
      long unknown = part.unknownTo(vocabulary);
      if (part.total() > 0) {
        facts.put(
            split.name().toLowerCase(Locale.ROOT),
            plural(part.total(), "character")
                + (unknown == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        ", %,d of them unknown (%.3g %%)",
                        unknown,
                        100.0 * unknown / part.total())));
      }
    }
    return facts;
  }

  private static String plural(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
