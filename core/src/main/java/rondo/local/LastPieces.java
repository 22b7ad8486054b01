package rondo.local;

import java.io.IOException;
import java.util.Arrays;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.TableReader;

/**
 * Forecasts of the last of the sequences that follow each other with one key: what comes after a
 * piece of a series is known where there is a piece after it.
 *
 * <p>Thread use: one thread.
 */
final class LastPieces implements SeriesModel.Run<SeriesModel.Forecasts> {
  private final TableReader reader;
  private final SeriesModel.Run<SeriesModel.Forecasts> pieces;
  private String[] key; // of the piece that is held; null: none
  private Told held;

  /**
   * What came of a piece: a forecast, so many time steps that are too few, or a failure, which
   * matters only if no other piece follows.
   */
  private static final class Told implements SeriesModel.Forecasts {
    private SeriesForecast forecast;
    private long steps = -1;
    private RondoException failure;

    @Override
    public void forecast(SeriesForecast one) {
      forecast = one;
    }

    @Override
    public void tooShort(String[] name, long timeSteps) {
      steps = timeSteps;
    }

    void tell(String[] name, SeriesModel.Forecasts to) throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (forecast != null) {
        to.forecast(forecast);
      }
      if (steps >= 0) {
        to.tooShort(name, steps);
      }
    }
  }

  /**
   * @param pieces tells one sequence of the reader at a time
   */
  LastPieces(TableReader reader, SeriesModel.Run<SeriesModel.Forecasts> pieces) {
    this.reader = reader;
    this.pieces = pieces;
  }

  @Override
  public boolean next(SeriesModel.Forecasts to) throws IOException {
    Told told = new Told();
    boolean more = true;
    try {
      more = pieces.next(told);
    } catch (RondoException e) {
      if (e.exitCode() != ExitCode.BAD_DATA) {
        throw e;
      }
      told.failure = e;
    }
    String[] now = more ? reader.key().clone() : null;
    String[] before = key;
    Told last = held;
    key = now;
    held = told;
    if (before != null && !Arrays.equals(before, now)) {
      last.tell(before, to);
    }
    return more;
  }
}
