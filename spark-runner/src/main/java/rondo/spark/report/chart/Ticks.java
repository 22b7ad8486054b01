package rondo.spark.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where an axis has its marks and what they say. */
final class Ticks {
  private static final int[] NICE = {1, 2, 5, 10};
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Ticks() {}

  /** A mark; an empty label is a grid line alone. */
  record Tick(double value, String label) {}

  /** Multiples of 1, 2 or 5 times a power of ten in [min, max]: about {@code count} of them. */
  static List<Tick> linear(double min, double max, int count) {
    double step = niceStep((max - min) / count);
    List<Tick> ticks = new ArrayList<>();
    long first = (long) Math.ceil(min / step - 1e-9);
    for (long i = first; i * step <= max + 1e-9 * step; i++) {
      ticks.add(new Tick(i * step, plain(i * step, step)));
    }
    return ticks;
  }

  /** The end of an axis from 0 that holds {@code max}: a mark, but no further than need be. */
  static double above(double max) {
    double step = niceStep(max / 5);
    return step * Math.ceil(max / step * (1 - 1e-9));
  }

  /** Powers of ten in [min, max], with 2 and 5 times those if they are few. */
  static List<Tick> logarithmic(double min, double max) {
    int low = (int) Math.floor(Math.log10(min));
    int high = (int) Math.ceil(Math.log10(max));
    int decades = high - low;
    int every = Math.max(1, (decades + 6) / 7);
    List<Tick> ticks = new ArrayList<>();
    for (int power = low; power <= high; power++) {
      double decade = Math.pow(10, power);
      if (decades > 3) {
        add(ticks, decade, min, max, power % every == 0);
        continue;
      }
      for (int factor = 1; factor < 10; factor++) {
        boolean labelled = factor == 1 || factor == 2 || factor == 5;
        add(ticks, factor * decade, min, max, labelled);
      }
    }
    return ticks;
  }

  private static void add(List<Tick> ticks, double value, double min, double max, boolean label) {
    if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) {
      ticks.add(new Tick(value, label ? power(value) : ""));
    }
  }

  private static double niceStep(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (int nice : NICE) {
      if (nice * power >= rough * (1 - 1e-9)) {
        return nice * power;
      }
    }
    return 10 * power;
  }

  /** With as many decimals as the step needs; thousands and more by letter. */
  static String plain(double value, double step) {
    double magnitude = Math.max(Math.abs(value), step);
    if (value == 0) {
      return "0";
    }
    if (magnitude >= 10_000) {
      String letter = magnitude >= 1e9 ? "G" : magnitude >= 1e6 ? "M" : "k";
      double unit = magnitude >= 1e9 ? 1e9 : magnitude >= 1e6 ? 1e6 : 1e3;
      return decimals(value / unit, step / unit) + letter;
    }
    return step < 1e-4 ? scientific(value) : decimals(value, step);
  }

  private static String decimals(double value, double step) {
    int count = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }

  private static String scientific(double value) {
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    double factor = value / Math.pow(10, exponent);
    String mantissa = Markup.number(factor);
    return (mantissa.equals("1") ? "" : mantissa + "·") + "10" + superscript(exponent);
  }

  /** A mark of a logarithmic axis. */
  private static String power(double value) {
    if (value >= 0.999e-3 && value < 1e4) {
      return decimals(value, Math.pow(10, Math.floor(Math.log10(value) + 1e-9)));
    }
    return scientific(value);
  }

  private static String superscript(int exponent) {
    StringBuilder out = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      out.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return out.toString();
  }
}
