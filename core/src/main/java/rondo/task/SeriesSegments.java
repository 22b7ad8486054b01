package rondo.task;

import java.io.IOException;
import rondo.data.SequenceSink;

/**
 * Cuts a series into the stretches whose windows forecast time steps of one part of the data. A
 * stretch begins with the L time steps before that part, or as many as there are, whatever part
 * they belong to: they are shown, never forecast.
 *
 * <p>In memory are the last L time steps.
 *
 * <p>Thread use: one thread.
 */
final class SeriesSegments {
  private final int context; // L
  private final int numbers;
  private final int tokenColumns;
  private final float[] values; // (L, numbers); a ring
  private final int[] tokens; // (L, tokenColumns), likewise
  private final SequenceSink sink;
  private long seen; // time steps of this series
  private boolean open;

  SeriesSegments(int context, int numbers, int tokenColumns, SequenceSink sink) {
    this.context = context;
    this.numbers = numbers;
    this.tokenColumns = tokenColumns;
    this.values = new float[Math.multiplyExact(context, numbers)];
    this.tokens = new int[Math.multiplyExact(context, tokenColumns)];
    this.sink = sink;
  }

  /**
   * The next time step of the series.
   *
   * @param belongs whether it is in the part
   */
  void step(boolean belongs, float[] stepValues, int[] stepTokens) throws IOException {
    if (belongs) {
      if (!open) {
        open = true;
        for (long t = Math.max(0, seen - context); t < seen; t++) {
          int at = (int) (t % context);
          give(values, at * numbers, tokens, at * tokenColumns);
        }
      }
      give(stepValues, 0, stepTokens, 0);
    } else {
      end();
    }
    int at = (int) (seen % context);
    System.arraycopy(stepValues, 0, values, at * numbers, numbers);
    System.arraycopy(stepTokens, 0, tokens, at * tokenColumns, tokenColumns);
    seen++;
  }

  private void give(float[] from, int at, int[] fromTokens, int atToken) throws IOException {
    sink.features(from, at, numbers);
    if (tokenColumns > 0) {
      sink.tokens(fromTokens, atToken, tokenColumns);
    }
  }

  private void end() throws IOException {
    if (open) {
      open = false;
      sink.end();
    }
  }

  /** Ends the series; the next time step is that of another one. */
  void endSeries() throws IOException {
    end();
    seen = 0;
  }
}
