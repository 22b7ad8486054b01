package rondo.metric;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.data.Split;
import rondo.network.Matrix;

/**
 * What language models are compared by. Perplexity is that of a token. Bits a byte and nats a
 * character divide by the bytes and characters of the text, unknown ones included, so that models
 * with other tokens can be compared. A token has the mean length of its part of the data: of a
 * whole part, whose shards have a first token that nobody tells, the bytes and characters are exact
 * but for those tokens.
 */
final class TextMetric implements Metric {
  private static final long serialVersionUID = 1L;

  private static final Figure ACCURACY = Figure.fraction("accuracy");
  private static final Figure PERPLEXITY = Figure.error("perplexity");
  private static final Figure BITS = Figure.error("bits_per_byte");
  private static final Figure NATS = Figure.error("nats_per_character");
  private static final Figure UNKNOWN = new Figure("unknown", false, true);

  private static final int COUNTS = 6; // right, counted, unknown, nats, bytes, characters

  private final EnumMap<Split, TextSize> sizes;
  private final int unknown; // token; negative: none
  private final double bytes; // of a token
  private final double characters; // likewise

  private TextMetric(EnumMap<Split, TextSize> sizes, int unknown, TextSize size) {
    this.sizes = sizes;
    this.unknown = unknown;
    this.bytes = (double) size.bytes() / size.tokens();
    this.characters = (double) size.characters() / size.tokens();
  }

  static TextMetric of(Map<Split, TextSize> sizes, int unknown) {
    EnumMap<Split, TextSize> copy = new EnumMap<>(Split.class);
    copy.putAll(sizes);
    return new TextMetric(copy, unknown, new TextSize(0, 0, 0));
  }

  @Override
  public Metric ofPart(Split split) {
    return new TextMetric(sizes, unknown, sizes.getOrDefault(split, new TextSize(0, 0, 0)));
  }

  @Override
  public int counts() {
    return COUNTS;
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {
        for (int row = 0; row < rows; row++) {
          int target = batch.targetClasses[first + row];
          counts[0] += Highest.of(outputs, row) == target ? 1 : 0;
          counts[2] += target == unknown ? 1 : 0;
        }
        counts[1] += rows;
        counts[4] += rows * bytes;
        counts[5] += rows * characters;
      }

      @Override
      public void loss(double sum) {
        counts[3] += sum;
      }
    };
  }

  @Override
  public List<Figure> figures() {
    return unknown < 0
        ? List.of(ACCURACY, PERPLEXITY, BITS, NATS)
        : List.of(ACCURACY, PERPLEXITY, BITS, NATS, UNKNOWN);
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (counts[1] > 0) {
      values.put(ACCURACY.name(), counts[0] / counts[1]);
      values.put(PERPLEXITY.name(), Math.exp(counts[3] / counts[1]));
      values.put(BITS.name(), counts[3] / Math.log(2) / counts[4]);
      values.put(NATS.name(), counts[3] / counts[5]);
      if (unknown >= 0) {
        values.put(UNKNOWN.name(), counts[2] / counts[1]);
      }
    }
    return values;
  }
}
