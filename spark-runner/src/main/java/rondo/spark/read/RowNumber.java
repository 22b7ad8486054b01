package rondo.spark.read;

import org.apache.spark.sql.api.java.UDF2;

/**
 * The number of a row in its file, counted from 1, for formats that do not know it themselves: rows
 * come in the order of the file. 0 in a part of a file after its first, because nobody knows there
 * how many rows are before it.
 *
 * <p>Thread use: one task, which has a copy of its own.
 */
final class RowNumber implements UDF2<Long, Long, Long> {
  private static final long serialVersionUID = 1L;

  private long currentFile;
  private long currentStart = -1;
  private long row;

  @Override
  public Long call(Long file, Long start) {
    if (file != currentFile || start != currentStart) {
      currentFile = file;
      currentStart = start;
      row = 0;
    }
    row++;
    return start == 0 ? row : 0;
  }
}
