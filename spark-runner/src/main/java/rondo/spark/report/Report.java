package rondo.spark.report;

import java.util.List;

/** Makes report.html: one file that needs no network. Pure. */
public final class Report {
  private Report() {}

  /** The whole page. */
  public static String html(ReportData data) {
    return html(data, List.of());
  }

  /**
   * The whole page, with drawings.
   *
   * @param rolls of models of music, in the order of the variants
   */
  public static String html(ReportData data, List<PianoRolls> rolls) {
    return ReportPage.of(data, rolls);
  }
}
