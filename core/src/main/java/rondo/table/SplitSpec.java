package rondo.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How a table is split into the part that is learned, the part that picks the model and the part
 * that is read once.
 *
 * @param by what decides
 * @param column of COLUMN: its values are train, validation and test; else null
 * @param validation of FRACTION: 0 to 1
 * @param test of FRACTION: 0 to 1
 * @param validationFrom of TIME: the first time of the validation part, as the time column writes
 *     it; null if there is none
 * @param testFrom of TIME: the first time of the test part; null if there is none
 * @param until of TIME: the first time that belongs to no part and is not read; null if there is
 *     none
 * @param validationFiles of FILE: patterns of paths, as in {@code *.dev}; matched against the end
 *     of the path
 * @param testFiles of FILE, likewise; files that match neither are learned
 */
public record SplitSpec(
    By by,
    String column,
    double validation,
    double test,
    String validationFrom,
    String testFrom,
    String until,
    List<String> validationFiles,
    List<String> testFiles)
    implements Serializable {
  /** What decides which part a sequence, or a time step, belongs to. */
  public enum By {
    /**
     * A hash of the sequence's key, or of its values if it has none: the same sequence is in the
     * same part wherever it stands, whatever comes beside it.
     */
    FRACTION,
    /** The file that it is in. */
    FILE,
    /** A column. */
    COLUMN,
    /** The time of each time step: the parts of one sequence follow each other. */
    TIME
  }

  /**
   * @throws IllegalArgumentException if a value is missing or out of range
   */
  public SplitSpec {
    validationFiles = new ArrayList<>(validationFiles);
    testFiles = new ArrayList<>(testFiles);
    if (by == By.COLUMN && column == null) {
      throw new IllegalArgumentException(
          "column: got nothing, expected the column that holds train, validation and test");
    }
  }

  /** To the last time. */
  public SplitSpec(
      By by,
      String column,
      double validation,
      double test,
      String validationFrom,
      String testFrom,
      List<String> validationFiles,
      List<String> testFiles) {
    this(by, column, validation, test, validationFrom, testFrom, null, validationFiles, testFiles);
  }

  /** By fractions. */
  public static SplitSpec fractions(double validation, double test) {
    return new SplitSpec(By.FRACTION, null, validation, test, null, null, List.of(), List.of());
  }

  /** All of it belongs to the test part: data of a prediction or of an evaluation. */
  public static SplitSpec allTest() {
    return fractions(0, 1);
  }
}
