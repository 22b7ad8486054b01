package rondo.encode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Learns byte pairs. All chunks are kept as tokens, and of every pair of neighbours its count and
 * the chunks that have it, so that a merge touches these chunks alone.
 */
final class BytePairLearner {
  private static final long MOST_BYTES = 1 << 24;

  private static final class Pair {
    final int left;
    final int right;
    long count;
    int[] chunks = new int[2]; // that had it; some may have lost it, or be there twice
    int size;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }

    void add(int chunk) {
      if (size > 0 && chunks[size - 1] == chunk) {
        return;
      }
      if (size == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * size);
      }
      chunks[size++] = chunk;
    }
  }

  /** A pair and the count that it had when it came into the queue. */
  private record Candidate(Pair pair, long count) {}

  private final int[][] tokens; // of each chunk
  private final int[] sizes; // tokens of each chunk
  private final long[] counts; // of each chunk
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.<Candidate>comparingLong(candidate -> -candidate.count)
              .thenComparingInt(candidate -> candidate.pair.left)
              .thenComparingInt(candidate -> candidate.pair.right));

  BytePairLearner(TextCounts chunks) {
    List<String> texts = mostFrequent(chunks);
    this.tokens = new int[texts.size()][];
    this.sizes = new int[texts.size()];
    this.counts = new long[texts.size()];
    for (int i = 0; i < tokens.length; i++) {
      byte[] bytes = texts.get(i).getBytes(StandardCharsets.UTF_8);
      tokens[i] = new int[bytes.length];
      for (int k = 0; k < bytes.length; k++) {
        tokens[i][k] = bytes[k] & 0xFF;
      }
      sizes[i] = bytes.length;
      counts[i] = chunks.count(texts.get(i));
      for (int k = 0; k + 1 < bytes.length; k++) {
        count(tokens[i][k], tokens[i][k + 1], i);
      }
    }
    pairs.values().forEach(this::offer);
  }

  /** The most frequent chunks that fit into memory and time. */
  private static List<String> mostFrequent(TextCounts chunks) {
    List<String> texts = chunks.byFrequency(1, 0);
    long bytes = 0;
    int size = 0;
    while (size < texts.size() && bytes <= MOST_BYTES) {
      bytes += texts.get(size++).getBytes(StandardCharsets.UTF_8).length;
    }
    return texts.subList(0, size);
  }

  /** At most so many pairs that occur at least {@code minCount} times: left, right, left, ... */
  int[] learn(int most, long minCount) {
    List<Integer> merges = new ArrayList<>();
    while (merges.size() < 2L * most && !queue.isEmpty()) {
      Candidate best = queue.poll();
      if (best.count != best.pair.count) { // it became rarer since
        offer(best.pair);
        continue;
      }
      if (best.count < minCount) {
        break;
      }
      merge(best.pair, BytePairs.BYTES + merges.size() / 2);
      merges.add(best.pair.left);
      merges.add(best.pair.right);
    }
    return merges.stream().mapToInt(Integer::intValue).toArray();
  }

  private void merge(Pair merged, int joined) {
    Set<Pair> fresh = new HashSet<>();
    for (int i = 0; i < merged.size; i++) {
      merge(merged.chunks[i], merged.left, merged.right, joined, fresh);
    }
    pairs.remove(BytePairs.pair(merged.left, merged.right));
    fresh.forEach(this::offer); // only pairs with the new token can have become more frequent
  }

  /** Joins a pair wherever it stands in a chunk, from the left. */
  private void merge(int chunk, int left, int right, int joined, Set<Pair> fresh) {
    int[] all = tokens[chunk];
    int size = sizes[chunk];
    long times = counts[chunk];
    int to = 0;
    for (int i = 0; i < size; i++) {
      if (all[i] != left || i + 1 == size || all[i + 1] != right) {
        all[to++] = all[i];
        continue;
      }
      i++;
      if (to > 0) {
        pair(all[to - 1], left).count -= times;
        fresh.add(count(all[to - 1], joined, chunk));
      }
      if (i + 1 < size) {
        pair(right, all[i + 1]).count -= times;
        fresh.add(count(joined, all[i + 1], chunk));
      }
      all[to++] = joined;
    }
    sizes[chunk] = to;
  }

  private void offer(Pair pair) {
    if (pair.count > 0) {
      queue.add(new Candidate(pair, pair.count));
    }
  }

  /** Counts neighbours of a chunk. */
  private Pair count(int left, int right, int chunk) {
    Pair pair = pair(left, right);
    pair.count += counts[chunk];
    pair.add(chunk);
    return pair;
  }

  private Pair pair(int left, int right) {
    return pairs.computeIfAbsent(BytePairs.pair(left, right), key -> new Pair(left, right));
  }
}
