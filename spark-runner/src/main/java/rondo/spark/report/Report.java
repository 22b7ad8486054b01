package rondo.spark.report;

/** Makes report.html: one file that needs no network. Pure. */
public final class Report {
  private Report() {}

  /** The whole page. */
  public static String html(ReportData data) {
    return ReportPage.of(data);
  }
}
