package rondo.local;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A tagged sequence. The lists have an element a time step.
 *
 * @param name of the sequence
 * @param tokens what is shown of the time steps
 * @param actual tags that they have
 * @param predicted tags that the model tells
 * @param left time steps after these that are not shown
 * @param label class of the sequence; null if the model tells none
 * @param predictedLabel likewise
 */
public record TaggedExample(
    String name,
    List<String> tokens,
    List<String> actual,
    List<String> predicted,
    long left,
    String label,
    String predictedLabel)
    implements Serializable {
  private static final int RIGHT = 4;
  private static final int WRONG = 8;

  /** Copies its lists. */
  public TaggedExample {
    tokens = new ArrayList<>(tokens);
    actual = new ArrayList<>(actual);
    predicted = new ArrayList<>(predicted);
  }

  /** Wrong tags, and one for a wrong class. */
  public long mistakes() {
    return IntStream.range(0, actual.size())
            .filter(t -> !actual.get(t).equals(predicted.get(t)))
            .count()
        + (Objects.equals(label, predictedLabel) ? 0 : 1);
  }

  /**
   * The {@value #WRONG} with the most mistakes, most first, then the longest {@value #RIGHT}
   * without any; of equal ones the first.
   */
  static List<TaggedExample> choose(List<TaggedExample> all) {
    Stream<TaggedExample> wrong =
        all.stream()
            .filter(example -> example.mistakes() > 0)
            .sorted(Comparator.comparingLong(example -> -example.mistakes()))
            .limit(WRONG);
    Stream<TaggedExample> right =
        all.stream()
            .filter(example -> example.mistakes() == 0)
            .sorted(Comparator.comparingInt(example -> -example.tokens.size()))
            .limit(RIGHT);
    return Stream.concat(wrong, right).toList();
  }
}
