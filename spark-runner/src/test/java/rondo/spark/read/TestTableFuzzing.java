package rondo.spark.read;

import java.util.List;
import rondo.fuzz.AbstractTestFuzzing;
import rondo.spark.report.FuzzMetricsFile;

/** Rows of CSV and JSON files, and metrics of rounds. */
class TestTableFuzzing extends AbstractTestFuzzing {
  private static final long SHORT_RUN = 1_000;

  TestTableFuzzing() throws Exception {
    super(
        List.of(new FuzzCsvRows(), new FuzzJsonRows(), new FuzzMetricsFile()),
        SHORT_RUN,
        List.of(new FuzzTables()));
  }
}
