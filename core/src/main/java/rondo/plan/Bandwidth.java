package rondo.plan;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the network link of one machine carries.
 *
 * @param bitsPerSecond more than 0; infinite where nothing leaves the machine
 */
public record Bandwidth(double bitsPerSecond) {
  /** No network between the processes: what loopback costs is in the other constants. */
  public static final Bandwidth UNLIMITED = new Bandwidth(Double.POSITIVE_INFINITY);

  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([kmgt])(?:bit/s)?");
  private static final String UNITS = "kmgt";

  /**
   * Reads bits a second as networks are sold, with the thousands of SI: 10g is 10 Gbit/s.
   *
   * @throws IllegalArgumentException if it is none; the message says what was got and expected
   */
  public static Bandwidth parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    double bits =
        matcher.matches()
            ? Double.parseDouble(matcher.group(1))
                * Math.pow(1000, UNITS.indexOf(matcher.group(2)) + 1)
            : 0;
    if (!(bits > 0) || !Double.isFinite(bits)) {
      throw new IllegalArgumentException(
          "got '"
              + text
              + "', expected a number and k, m, g or t, in bits a second: 10g is 10 Gbit/s");
    }
    return new Bandwidth(bits);
  }

  /** Seconds that bytes take over the link. */
  public double seconds(double bytes) {
    return 8 * bytes / bitsPerSecond;
  }
}
