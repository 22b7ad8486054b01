package rondo.feature;

import java.util.function.Consumer;
import rondo.encode.BytePairs;
import rondo.encode.TextCounts;
import rondo.encode.TextVocabulary;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.Values;

/** How often each text, or part of one, occurs. */
final class TextSums implements Sums {
  private static final long serialVersionUID = 1L;

  /** What is counted. */
  enum Parts {
    WHOLE,
    ELEMENTS,
    WORDS,
    CHUNKS
  }

  private final FeatureSpec spec;
  private final Parts parts;
  private final TextCounts counts = new TextCounts();

  TextSums(FeatureSpec spec, Parts parts) {
    this.spec = spec;
    this.parts = parts;
  }

  @Override
  public void add(Values values, int field, long row) {
    Consumer<String> count = this::count;
    try {
      switch (parts) {
        case WHOLE -> count(values.text(field));
        case ELEMENTS -> values.texts(field).forEach(count);
        case WORDS -> Cuts.words(values.text(field), count);
        case CHUNKS -> Cuts.chunks(Cuts.cased(values.text(field), spec), count);
      }
    } catch (IllegalStateException e) {
      throw tooMany(e);
    }
  }

  /** Words have affixes whose shape tells capitals, so those stay as they are till then. */
  private void count(String text) {
    boolean asIs = spec.kind() == FeatureSpec.Kind.AFFIXES || parts == Parts.CHUNKS;
    counts.add(asIs ? text : Cuts.cased(text, spec));
  }

  @Override
  public void addAll(Sums next) {
    try {
      counts.addAll(((TextSums) next).counts);
    } catch (IllegalStateException e) {
      throw tooMany(e);
    }
  }

  private RondoException tooMany(IllegalStateException cause) {
    return new RondoException(
        ExitCode.BAD_DATA,
        String.format(
            "%s: got more than %,d different values, expected fewer; take a text as characters or"
                + " bytes, and leave out a column whose values hardly ever come again",
            spec.column(), TextCounts.MOST),
        cause);
  }

  @Override
  public Feature finish(FeatureSpec spec) {
    long[] largest = {0};
    counts.forEach((text, count) -> largest[0] = Math.max(largest[0], count));
    return switch (spec.kind()) {
      case CATEGORY -> new CategoryFeature(spec, vocabulary(spec, largest[0]));
      case SET -> new SetFeature(spec, vocabulary(spec, largest[0]));
      case WORDS -> new WordFeature(spec, vocabulary(spec, largest[0]));
      case PIECES -> {
        requireSome(spec, counts.size(), largest[0]);
        int size = spec.most() == 0 ? PieceFeature.USUAL_SIZE : spec.most();
        yield new PieceFeature(spec, BytePairs.learn(counts, size, spec.minCount()));
      }
      case AFFIXES -> {
        requireSome(spec, counts.size(), largest[0]);
        yield AffixFeature.of(spec, counts);
      }
      case AUTO, NUMBER, CHARACTERS, BYTES ->
          throw new IllegalArgumentException(spec.kind() + " has no texts that are counted");
    };
  }

  private TextVocabulary vocabulary(FeatureSpec spec, long largest) {
    TextVocabulary vocabulary = TextVocabulary.of(counts, spec.minCount(), spec.most());
    requireSome(spec, vocabulary.size() - 1, largest);
    return vocabulary;
  }

  /**
   * Refuses a column without values.
   *
   * @param chosen values that are frequent enough
   * @param largest how often the most frequent one occurs
   */
  static void requireSome(FeatureSpec spec, int chosen, long largest) {
    if (chosen > 0) {
      return;
    }
    throw new RondoException(
        ExitCode.BAD_DATA,
        largest == 0
            ? spec.column()
                + ": got nothing but empty values in the learned part, expected some to learn from;"
                + " check the column, or leave it out"
            : spec.column()
                + ": got no value more than "
                + largest
                + " times in the learned part, expected "
                + spec.minCount()
                + "; set min-count to less");
  }
}
