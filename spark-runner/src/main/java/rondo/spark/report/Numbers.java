package rondo.spark.report;

import java.util.Locale;

/** Numbers as a person reads them; the same in every locale. */
public final class Numbers {
  private static final String[] THOUSANDS = {"", "k", "M", "G", "T", "P"};

  private Numbers() {}

  /** With {@code digits} significant digits: 1.432, 143.2, 0.001432, 1.432e-7; "–" for NaN. */
  public static String significant(double value, int digits) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value) || value == 0) {
      return value == 0 ? "0" : value > 0 ? "∞" : "-∞";
    }
    int exponent = exponent(value, digits);
    if (exponent < -4 || exponent >= 7) {
      String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
      return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e");
    }
    return String.format(Locale.ROOT, "%." + Math.max(0, digits - 1 - exponent) + "f", value);
  }

  /** The power of ten of a value that was rounded to {@code digits} digits. */
  private static int exponent(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    return Integer.parseInt(text.substring(text.indexOf('e') + 1));
  }

  /** Three significant digits and a letter for the power of a thousand: 123k, 1.23M. */
  public static String si(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double rest = Math.abs(value);
    int power = 0;
    while (rest >= 999.5 && power < THOUSANDS.length - 1) {
      rest /= 1000;
      power++;
    }
    boolean whole = power == 0 && rest == Math.rint(rest);
    int decimals = whole || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
    return (value < 0 ? "-" : "")
        + String.format(Locale.ROOT, "%." + decimals + "f", rest)
        + THOUSANDS[power];
  }

  /** Whole numbers with a comma at each thousand. */
  public static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** 15, or 2.25 with two decimals if it is not whole; "–" for NaN. */
  public static String epochs(double epochs) {
    if (!Double.isFinite(epochs)) {
      return "–";
    }
    boolean whole = Math.abs(epochs - Math.rint(epochs)) < 0.005;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.2f", epochs);
  }

  /** 0.234 as "23%"; "–" for NaN. */
  public static String percent(double fraction) {
    return Double.isFinite(fraction) ? Math.round(100 * fraction) + "%" : "–";
  }

  /** 42 s, 3 min 07 s, 2 h 05 min, 3 d 04 h; "–" for NaN. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds) || seconds < 0) {
      return "–";
    }
    long whole = Math.round(seconds);
    if (whole < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 48 * 60) {
      return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
    long hours = Math.round(seconds / 3600);
    return String.format(Locale.ROOT, "%d d %02d h", hours / 24, hours % 24);
  }
}
