package rondo.task;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rondo.data.Split;
import rondo.encode.Tokenizer;
import rondo.metric.Metric;
import rondo.metric.TextSize;
import rondo.model.InputSpec;

/**
 * What language models over files and over tables have in common: sizes, for people and figures.
 */
final class TextFacts {
  private TextFacts() {}

  /** What enters the network: tokens. */
  static InputSpec input(int tokens, int embedding) {
    return embedding > 0 ? InputSpec.embedding(tokens, embedding) : InputSpec.oneHot(tokens);
  }

  /** What is counted beside the loss. */
  static Metric metric(Map<Split, TextTally> tallies, Tokenizer tokenizer) {
    Map<Split, TextSize> sizes = new EnumMap<>(Split.class);
    tallies.forEach((split, tally) -> sizes.put(split, tally.size()));
    return Metric.text(sizes, tokenizer.unknown());
  }

  /** "8,192 pieces", without the unknown token. */
  static String vocabulary(Tokenizer tokenizer) {
    int unknown = tokenizer.unknown() == Tokenizer.NONE ? 0 : 1;
    return plural(tokenizer.size() - unknown, tokenizer.kind().noun());
  }

  /** The sizes of the parts that there are, by their names. */
  static Map<String, String> of(Map<Split, TextTally> tallies, Tokenizer tokenizer) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      TextTally tally = tallies.get(split);
      if (tally.tokens() + tally.texts() > 0) {
        facts.put(split.name().toLowerCase(Locale.ROOT), of(tally, tokenizer));
      }
    }
    return facts;
  }

  private static String of(TextTally tally, Tokenizer tokenizer) {
    String texts = tally.texts() == 0 ? "" : plural(tally.texts(), "text") + ", ";
    String tokens = texts + plural(tally.tokens(), tokenizer.kind().noun());
    if (tally.unknown() == 0) {
      return tokens;
    }
    return tokens
        + String.format(
            Locale.ROOT,
            ", %,d of them unknown (%.3g %%)",
            tally.unknown(),
            100.0 * tally.unknown() / tally.tokens());
  }

  static String plural(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
