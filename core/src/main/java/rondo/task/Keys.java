package rondo.task;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import rondo.encode.Labels;
import rondo.encode.OrderedJson;

/**
 * The keys of an instrument, each with its place, and how often each sounds in the learned part.
 * Where all keys of the learned part are whole numbers below 88 these are the 88 keys of a piano,
 * so that one that was never played there is a key all the same; below 128 those of MIDI. Else they
 * are the keys that were played, in the order of their names.
 *
 * <p>Thread use: read only.
 */
final class Keys implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int[] RANGES = {88, 128};
  private static final int MOST = 1 << 16;

  private final String[] names;
  private final long[] counts; // time steps at which a key sounds
  private final long steps;
  private final Map<String, Integer> places = new HashMap<>();

  private Keys(String[] names, long[] counts, long steps) {
    this.names = names;
    this.counts = counts;
    this.steps = steps;
    for (int i = 0; i < names.length; i++) {
      places.put(names[i], i);
    }
  }

  /**
   * Those of a learned part.
   *
   * @param played how often each sounds
   * @param steps time steps
   */
  static Keys of(Map<String, Long> played, long steps) {
    Map<String, Long> sorted = new TreeMap<>(played);
    String[] names = sorted.keySet().toArray(new String[0]);
    for (int range : RANGES) {
      if (sorted.keySet().stream().allMatch(name -> isBelow(range, name))) {
        names = new String[range];
        Arrays.setAll(names, Integer::toString);
        break;
      }
    }
    long[] counts = Arrays.stream(names).mapToLong(name -> sorted.getOrDefault(name, 0L)).toArray();
    return new Keys(names, counts, steps);
  }

  private static boolean isBelow(int range, String name) {
    return name.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(name) < range;
  }

  int size() {
    return names.length;
  }

  /** What they are called, by place. */
  List<String> names() {
    return List.of(names);
  }

  /** The place of a key; -1 if there is none of that name. */
  int place(String name) {
    return places.getOrDefault(name, -1);
  }

  /** Their names, as those of classes. */
  Labels labels() {
    Map<String, Long> all = new HashMap<>();
    for (String name : names) {
      all.put(name, 1L);
    }
    return Labels.of(all);
  }

  /**
   * Sum over the keys of what it costs to tell at each time step whether they sound, in nats, for
   * who knows nothing but how often each does so.
   *
   * @param played how often each sounds there
   * @param all time steps there
   */
  double nats(Map<String, Long> played, long all) {
    double nats = 0;
    for (int i = 0; i < names.length; i++) {
      double frequency = (counts[i] + 0.5) / (steps + 1.0); // never 0, for that would cost infinity
      long sounds = played.getOrDefault(names[i], 0L);
      nats -= sounds * Math.log(frequency) + (all - sounds) * Math.log1p(-frequency);
    }
    return nats;
  }

  /** "88, 3.9 of them at a time step". */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%d, %.2f of them at a time step",
        names.length,
        (double) Arrays.stream(counts).sum() / steps);
  }

  /** As JSON for the model directory; {@link #read} is the inverse. */
  String toJson() {
    return OrderedJson.write(
        json -> {
          json.writeStringField("kind", "keys");
          json.writeArrayFieldStart("keys");
          for (String name : names) {
            json.writeString(name);
          }
          json.writeEndArray();
          json.writeFieldName("counts");
          json.writeArray(counts, 0, counts.length);
          json.writeFieldName("steps");
          json.writeArray(new long[] {steps}, 0, 1);
        });
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @throws rondo.error.RondoException CORRUPT for anything else
   */
  static Keys read(String text, String name) {
    return OrderedJson.read(
        text,
        name,
        "a list of keys",
        json -> {
          json.constant("kind", "keys");
          String[] names = json.texts("keys", MOST);
          long[] counts = json.integers("counts", 0, Long.MAX_VALUE, MOST);
          long[] steps = json.integers("steps", 1, Long.MAX_VALUE, 1);
          OrderedJson.require(
              names.length > 0 && Arrays.stream(names).distinct().count() == names.length,
              "its keys are none, or not each there once");
          OrderedJson.require(
              names.length == counts.length && steps.length == 1,
              "it has " + names.length + " keys and " + counts.length + " counts");
          return new Keys(names, counts, steps[0]);
        });
  }
}
