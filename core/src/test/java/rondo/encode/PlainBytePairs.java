package rondo.encode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Byte-pair learning as it is defined, without any shortcut. */
final class PlainBytePairs {
  private record Pair(int left, int right) {}

  private PlainBytePairs() {}

  static int[] learn(Map<String, Integer> words, int most, long minCount) {
    Map<List<Integer>, Integer> split = new HashMap<>();
    words.forEach(
        (word, count) -> {
          List<Integer> tokens = new ArrayList<>();
          for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            tokens.add(b & 0xFF);
          }
          split.put(tokens, count);
        });
    List<Integer> merges = new ArrayList<>();
    while (merges.size() < 2 * most) {
      Map<Pair, Long> counts =
          new TreeMap<>(Comparator.comparingInt(Pair::left).thenComparingInt(Pair::right));
      split.forEach(
          (tokens, count) -> {
            for (int i = 0; i + 1 < tokens.size(); i++) {
              counts.merge(new Pair(tokens.get(i), tokens.get(i + 1)), (long) count, Long::sum);
            }
          });
      Pair best = null;
      for (Map.Entry<Pair, Long> entry : counts.entrySet()) {
        if (best == null || entry.getValue() > counts.get(best)) {
          best = entry.getKey();
        }
      }
      if (best == null || counts.get(best) < minCount) {
        break;
      }
      int joined = 256 + merges.size() / 2;
      Map<List<Integer>, Integer> next = new HashMap<>();
      Pair pair = best;
      split.forEach((tokens, count) -> next.merge(join(tokens, pair, joined), count, Integer::sum));
      split.clear();
      split.putAll(next);
      merges.add(best.left);
      merges.add(best.right);
    }
    return merges.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Integer> join(List<Integer> tokens, Pair pair, int joined) {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (i + 1 < tokens.size() && tokens.get(i) == pair.left && tokens.get(i + 1) == pair.right) {
        result.add(joined);
        i++;
      } else {
        result.add(tokens.get(i));
      }
    }
    return result;
  }
}
