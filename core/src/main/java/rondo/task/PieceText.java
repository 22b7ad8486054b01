package rondo.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Pieces of music as people write them: time steps by spaces, the keys that sound by commas, {@code
 * -} for silence, as in {@code "43,47,52 43,47 -"}. In memory a piece is the places of the keys at
 * each time step, ascending.
 *
 * <p>Thread use: read only.
 */
public final class PieceText {
  private static final String SILENCE = "-";

  private final Keys keys;
  private final List<String> names;

  /**
   * @param encoders files of the model directory
   * @throws rondo.error.RondoException CORRUPT if they are not those of a model of music
   */
  public PieceText(Map<String, String> encoders) {
    this.keys = Music.keys(encoders);
    this.names = keys.names();
  }

  /** What the keys are called, by place. */
  public List<String> names() {
    return names;
  }

  /**
   * A piece.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public int[][] read(String text) {
    List<int[]> steps = new ArrayList<>();
    for (String step : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
      TreeSet<Integer> places = new TreeSet<>();
      for (String name : step.equals(SILENCE) ? new String[0] : step.split(",", -1)) {
        int place = keys.place(name);
        if (place < 0) {
          throw new IllegalArgumentException(
              "time step "
                  + (steps.size() + 1)
                  + ": got \""
                  + step
                  + "\", expected keys of the model ("
                  + names.get(0)
                  + " to "
                  + names.get(names.size() - 1)
                  + ") by commas, or - for silence");
        }
        places.add(place);
      }
      steps.add(places.stream().mapToInt(Integer::intValue).toArray());
    }
    return steps.toArray(int[][]::new);
  }

  /** The reverse of {@link #read}. */
  public String write(int[][] piece) {
    return Arrays.stream(piece)
        .map(
            step ->
                step.length == 0
                    ? SILENCE
                    : Arrays.stream(step).mapToObj(names::get).collect(Collectors.joining(",")))
        .collect(Collectors.joining(" "));
  }
}
