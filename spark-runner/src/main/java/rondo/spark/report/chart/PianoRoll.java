package rondo.spark.report.chart;

import static rondo.spark.report.chart.Markup.number;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A piano roll: time goes to the right, each row is a key, the last key on top. The darker a cell,
 * the more probable is its key at its time step; frames are the keys that sound, one frame for as
 * long as one does. Rows that hold nothing at the top and at the bottom are left out, and what
 * comes after {@value #MOST_STEPS} time steps or {@value #MOST_KEYS} rows, so that the drawing
 * stays small whatever the piece.
 *
 * @param title for those who cannot see it
 * @param keys their names, lowest first
 * @param sounds (time steps) places of the keys that sound
 * @param probabilities (time steps, keys)
 */
public record PianoRoll(String title, List<String> keys, int[][] sounds, float[][] probabilities) {
  /** Time steps of the longest drawing. */
  public static final int MOST_STEPS = 128;

  private static final int MOST_KEYS = 128;
  private static final int SHADES = 10; // a path each
  private static final double LEAST = 0.05; // a probability that is drawn
  private static final double LEFT = 46;
  private static final double WIDTH = 940; // of all time steps
  private static final double HEIGHT = 420; // of all keys
  private static final double WIDEST = 15;
  private static final double BELOW = 34;
  private static final int OCTAVE = 12;
  private static final int BARS = 16; // time steps from one mark to the next

  /** An svg element; it is as wide as it needs to be. */
  public String svg() {
    return new Drawing().svg();
  }

  private final class Drawing {
    private final int steps = Math.min(MOST_STEPS, sounds.length);
    private final int lowest;
    private final int rows;
    private final double cell = Math.min(WIDEST, WIDTH / Math.max(1, steps));
    private final double row;
    private final StringBuilder out = new StringBuilder();

    Drawing() {
      int[] seen = seen();
      int from = Math.max(0, seen[0] - 1);
      int to = Math.min(keys.size() - 1, Math.max(seen[1] + 1, from + OCTAVE));
      lowest = from;
      rows = Math.min(MOST_KEYS, to - from + 1);
      row = Math.min(WIDEST, HEIGHT / rows);
    }

    /** The lowest and the highest key that holds anything. */
    private int[] seen() {
      int[] all =
          IntStream.range(0, steps)
              .flatMap(
                  t ->
                      IntStream.range(0, keys.size())
                          .filter(key -> shade(t, key) > 0 || sounds(t, key)))
              .toArray();
      return new int[] {Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(0)};
    }

    private boolean sounds(int t, int key) {
      return t < steps && Arrays.stream(sounds[t]).anyMatch(place -> place == key);
    }

    String svg() {
      double width = LEFT + steps * cell + 8;
      double bottom = 6 + rows * row;
      out.append(
          String.format(
              Locale.ROOT,
              "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"roll\" role=\"img\""
                  + " viewBox=\"0 0 %s %s\" style=\"max-width:%spx\">%n",
              number(width),
              number(bottom + BELOW),
              number(width)));
      out.append("<title>").append(Markup.text(title)).append("</title>\n");
      shades();
      marks(bottom);
      frames();
      out.append("<rect class=\"frame\" x=\"").append(number(LEFT)).append("\" y=\"6\" width=\"");
      out.append(number(steps * cell)).append("\" height=\"").append(number(rows * row));
      return out.append("\"/>\n</svg>\n").toString();
    }

    private void shades() {
      StringBuilder[] shades = new StringBuilder[SHADES + 1];
      Arrays.setAll(shades, i -> new StringBuilder());
      for (int key = lowest; key < lowest + rows; key++) {
        int since = 0; // neighbours of one shade are one box
        for (int t = 1; t <= steps; t++) {
          if (t == steps || shade(t, key) != shade(since, key)) {
            box(shades[shade(since, key)], since, t - since, key, 0);
            since = t;
          }
        }
      }
      for (int shade = 1; shade <= SHADES; shade++) {
        if (shades[shade].length() > 0) {
          out.append("<path class=\"shade\" fill-opacity=\"");
          out.append(number((double) shade / SHADES)).append("\" d=\"");
          out.append(shades[shade]).append("\"/>\n");
        }
      }
    }

    /** 1 to {@link #SHADES}; 0: none. */
    private int shade(int t, int key) {
      float probability = probabilities[t][key];
      return probability < LEAST ? 0 : Math.round(probability * SHADES);
    }

    private void frames() {
      StringBuilder frames = new StringBuilder();
      for (int key = lowest; key < lowest + rows; key++) {
        int since = -1;
        for (int t = 0; t <= steps; t++) {
          boolean on = sounds(t, key);
          if (on && since < 0) {
            since = t;
          } else if (!on && since >= 0) {
            box(frames, since, t - since, key, 0.6);
            since = -1;
          }
        }
      }
      out.append("<path class=\"note\" d=\"").append(frames).append("\"/>\n");
    }

    private void box(StringBuilder path, int t, int length, int key, double inside) {
      path.append('M').append(number(LEFT + t * cell + inside)).append(' ');
      path.append(number(6 + (lowest + rows - 1 - key) * row + inside)).append('h');
      path.append(number(length * cell - 2 * inside)).append('v');
      path.append(number(row - 2 * inside)).append('h');
      path.append(number(2 * inside - length * cell)).append('z');
    }

    private void marks(double bottom) {
      for (int key = lowest; key < lowest + rows; key++) {
        if (key % OCTAVE == 0) {
          double y = 6 + (lowest + rows - key) * row;
          line(LEFT, y, LEFT + steps * cell, y);
          text(LEFT - 7, y, "end", keys.get(key));
        }
      }
      for (int t = 0; t < steps; t += BARS) {
        line(LEFT + t * cell, 6, LEFT + t * cell, bottom);
        text(LEFT + t * cell, bottom + 14, "start", Integer.toString(t));
      }
      text(LEFT + steps * cell / 2, bottom + 29, "middle", "time step");
    }

    private void line(double x1, double y1, double x2, double y2) {
      out.append("<path class=\"mark\" d=\"M").append(number(x1)).append(' ').append(number(y1));
      out.append('L').append(number(x2)).append(' ').append(number(y2)).append("\"/>\n");
    }

    private void text(double x, double y, String anchor, String content) {
      out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
      out.append("\" text-anchor=\"").append(anchor).append("\">");
      out.append(Markup.text(content)).append("</text>\n");
    }
  }
}
