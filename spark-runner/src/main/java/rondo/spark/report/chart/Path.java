package rondo.spark.report.chart;

/** Collects the d attribute of a path; a point that is not finite interrupts the line. */
final class Path {
  private final StringBuilder commands = new StringBuilder();
  private boolean penDown;

  void point(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      penDown = false;
      return;
    }
    commands.append(penDown ? 'L' : 'M').append(Markup.number(x)).append(' ');
    commands.append(Markup.number(y));
    penDown = true;
  }

  @Override
  public String toString() {
    return commands.toString();
  }
}
