package rondo.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.data.Batch;
import rondo.metric.Tables.ClassLine;
import rondo.network.Matrix;

/**
 * Entities of tagged sequences, counted as {@link Chunks} says: one is right if its beginning, its
 * end and its type are. Sequences end where their batch ends.
 */
public final class Entities implements Metric {
  private static final long serialVersionUID = 1L;
  private static final List<Figure> FIGURES =
      List.of(
          Figure.fraction("precision"),
          Figure.fraction("recall"),
          Figure.fraction("f1"),
          Figure.fraction("token_accuracy"));
  private static final int RIGHT_TOKENS = 0;
  private static final int TOKENS = 1;
  private static final int TYPES = 2; // right, found and there of each type begin here

  private final Chunks chunks;

  /**
   * @throws IllegalArgumentException if a tag is neither O nor a letter of IOB or IOBES, a dash and
   *     a type
   */
  Entities(List<String> tags) {
    this.chunks = new Chunks(tags);
  }

  /** Whether these are tags of entities, one of them a type at least. */
  public static boolean areTags(List<String> tags) {
    return tags.stream().allMatch(Chunks::isTag) && tags.stream().anyMatch(tag -> !tag.equals("O"));
  }

  @Override
  public int counts() {
    return TYPES + 3 * chunks.types().size();
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    return new ChunkCounter(batch, counts);
  }

  /** Walks through all sequences at once, a time step after the other, as their tags come. */
  private final class ChunkCounter implements Counter {
    private final Batch batch;
    private final double[] counts;
    private final OutputPlaces places;
    private final int[] lastTarget; // (B)
    private final int[] lastFound; // (B)
    private final boolean[] inRight; // (B): both are in a chunk that has been the same so far

    ChunkCounter(Batch batch, double[] counts) {
      this.batch = batch;
      this.counts = counts;
      this.places = new OutputPlaces(batch);
      this.lastTarget = new int[batch.batchSize()];
      this.lastFound = new int[batch.batchSize()];
      this.inRight = new boolean[batch.batchSize()];
      Arrays.fill(lastTarget, Chunks.OUTSIDE);
      Arrays.fill(lastFound, Chunks.OUTSIDE);
    }

    @Override
    public void steps(Matrix outputs, int first, int rows) {
      classes(Highest.of(outputs, 0, rows), first, rows);
    }

    @Override
    public void classes(int[] classes, int first, int rows) {
      counts[TOKENS] += rows;
      for (int row = 0; row < rows; row++) {
        int target = batch.targetClasses[first + row];
        counts[RIGHT_TOKENS] += classes[row] == target ? 1 : 0;
        next(places.sequence(first + row), target, classes[row]);
      }
    }

    @Override
    public void end() {
      for (int sequence = 0; sequence < inRight.length; sequence++) {
        next(sequence, Chunks.OUTSIDE, Chunks.OUTSIDE);
      }
    }

    private void next(int sequence, int target, int found) {
      int targetBefore = lastTarget[sequence];
      int foundBefore = lastFound[sequence];
      boolean targetEnds = chunks.ends(targetBefore, target);
      boolean foundEnds = chunks.ends(foundBefore, found);
      if (inRight[sequence] && (targetEnds || foundEnds)) {
        if (targetEnds && foundEnds) {
          counts[TYPES + 3 * chunks.type(targetBefore)]++;
        }
        inRight[sequence] = false;
      }
      boolean targetBegins = chunks.begins(targetBefore, target);
      boolean foundBegins = chunks.begins(foundBefore, found);
      if (foundBegins) {
        counts[TYPES + 3 * chunks.type(found) + 1]++;
      }
      if (targetBegins) {
        counts[TYPES + 3 * chunks.type(target) + 2]++;
        inRight[sequence] = foundBegins && chunks.type(found) == chunks.type(target);
      }
      lastTarget[sequence] = target;
      lastFound[sequence] = found;
    }
  }

  @Override
  public List<Figure> figures() {
    return FIGURES;
  }

  @Override
  public Map<String, Double> values(double[] counts) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (counts[TOKENS] > 0) {
      double right = 0;
      double found = 0;
      double there = 0;
      for (int type = 0; type < chunks.types().size(); type++) {
        right += counts[TYPES + 3 * type];
        found += counts[TYPES + 3 * type + 1];
        there += counts[TYPES + 3 * type + 2];
      }
      values.put("precision", Ratios.orZero(right, found));
      values.put("recall", Ratios.orZero(right, there));
      values.put("f1", Ratios.f1(right, found, there));
      values.put("token_accuracy", counts[RIGHT_TOKENS] / counts[TOKENS]);
    }
    return values;
  }

  @Override
  public List<Tables> tables(double[] counts) {
    List<ClassLine> lines = new ArrayList<>();
    for (int type = 0; type < chunks.types().size(); type++) {
      int at = TYPES + 3 * type;
      lines.add(ClassLine.of(chunks.types().get(type), counts[at + 2], counts[at + 1], counts[at]));
    }
    return List.of(new Tables("", null, lines, List.of()));
  }
}
