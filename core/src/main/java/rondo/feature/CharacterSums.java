package rondo.feature;

import java.util.stream.IntStream;
import rondo.encode.CharacterCounter;
import rondo.encode.CharacterCounts;
import rondo.encode.Vocabulary;
import rondo.table.Values;

/** How often each character occurs. */
final class CharacterSums implements Sums {
  private static final long serialVersionUID = 1L;

  private final FeatureSpec spec;
  private final CharacterCounter counter = new CharacterCounter();

  CharacterSums(FeatureSpec spec) {
    this.spec = spec;
  }

  @Override
  public void add(Values values, int field, long row) {
    String text = values.text(field);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      counter.accept(Cuts.cased(codePoint, spec));
    }
  }

  @Override
  public void addAll(Sums next) {
    counter.addAll(((CharacterSums) next).counter.counts());
  }

  @Override
  public Feature finish(FeatureSpec spec) {
    CharacterCounts counts = counter.counts();
    int[] chosen =
        IntStream.range(0, counts.size())
            .filter(i -> counts.count(i) >= spec.minCount())
            .boxed()
            .sorted((a, b) -> Long.compare(counts.count(b), counts.count(a))) // stable
            .limit(spec.most() == 0 ? Integer.MAX_VALUE : spec.most())
            .mapToInt(counts::codePoint)
            .toArray();
    long most = IntStream.range(0, counts.size()).mapToLong(counts::count).max().orElse(0);
    TextSums.requireSome(spec, chosen.length, most);
    return new CharacterFeature(spec, Vocabulary.ofCodePoints(chosen));
  }
}
