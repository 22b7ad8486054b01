package rondo.encode;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts (values of a category, words) that a model knows, each with its place: 1 to size - 1.
 * Place 0 stands for every other text.
 *
 * <p>Thread use: read only.
 */
public final class TextVocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Place of a text that is not known. */
  public static final int UNKNOWN = 0;

  /** Texts of the largest one. */
  public static final int MOST = (1 << 24) - 1;

  private final String[] texts; // of place i + 1
  private final Map<String, Integer> places;

  private TextVocabulary(String[] texts) {
    this.texts = texts;
    this.places = new HashMap<>();
    for (int i = 0; i < texts.length; i++) {
      if (places.put(texts[i], i + 1) != null) {
        throw new IllegalArgumentException("\"" + texts[i] + "\" is in the vocabulary twice");
      }
    }
  }

  /**
   * The texts of places 1, 2, ...
   *
   * @throws IllegalArgumentException if one is there twice
   */
  public static TextVocabulary of(String... texts) {
    return new TextVocabulary(texts.clone());
  }

  /** Texts that were counted, chosen and ordered as {@link TextCounts#byFrequency} does. */
  public static TextVocabulary of(TextCounts counts, long minCount, int most) {
    List<String> chosen = counts.byFrequency(minCount, most == 0 ? MOST : Math.min(most, MOST));
    return new TextVocabulary(chosen.toArray(new String[0]));
  }

  /** Number of places, that of unknown texts included. */
  public int size() {
    return texts.length + 1;
  }

  /** Place of a text; {@link #UNKNOWN} if it has none of its own. */
  public int index(String text) {
    return places.getOrDefault(text, UNKNOWN);
  }

  /** The text of a place; {@link Vocabulary#UNKNOWN_TEXT} of place 0. */
  public String text(int place) {
    return place == UNKNOWN ? Vocabulary.UNKNOWN_TEXT : texts[place - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextVocabulary that && Arrays.equals(texts, that.texts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(texts);
  }
}
