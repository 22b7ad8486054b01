package rondo.task;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rondo.data.Split;

/** What to tell about generated data before training. */
final class GeneratedFacts {
  private GeneratedFacts() {}

  /** The sizes of the splits, and one fact more. */
  static Map<String, String> of(GeneratedReader reader, String lengths, String name, String value) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      facts.put(
          split.name().toLowerCase(Locale.ROOT),
          String.format(Locale.ROOT, "%,d sequences %s", reader.size(split), lengths));
    }
    facts.put(name, value);
    return facts;
  }
}
