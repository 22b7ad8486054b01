package rondo.feature;

import java.io.Serializable;
import rondo.table.Field;
import rondo.table.Values;

/**
 * What one pass over a shard finds out for a feature.
 *
 * <p>Thread use: one thread.
 */
interface Sums extends Serializable {
  /**
   * Adds a value that is not missing.
   *
   * @param values of a sequence or a time step
   * @param row a number that no other value of the shard has
   */
  void add(Values values, int field, long row);

  /** Adds those of the next shard. */
  void addAll(Sums next);

  /**
   * The fitted feature.
   *
   * @throws rondo.error.RondoException BAD_DATA if there is nothing to fit to
   */
  Feature finish(FeatureSpec spec);

  /**
   * Empty ones.
   *
   * @param shard the number of the shard
   * @param values how many values there are in all shards together, about
   * @param cut whether the text of the column makes the time steps
   */
  static Sums of(FeatureSpec spec, Field field, int shard, long values, boolean cut) {
    return switch (spec.kind()) {
      case NUMBER -> new NumberSums(spec, field, shard, values);
      case CATEGORY -> new TextSums(spec, TextSums.Parts.WHOLE);
      case SET -> new TextSums(spec, TextSums.Parts.ELEMENTS);
      case WORDS -> new TextSums(spec, TextSums.Parts.WORDS);
      case PIECES -> new TextSums(spec, TextSums.Parts.CHUNKS);
      case AFFIXES -> new TextSums(spec, cut ? TextSums.Parts.WORDS : TextSums.Parts.WHOLE);
      case CHARACTERS -> new CharacterSums(spec);
      case BYTES -> new ByteSums();
      case AUTO -> throw new IllegalArgumentException("Got AUTO, expected a kind that is settled");
    };
  }
}
