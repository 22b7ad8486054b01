package rondo.local;

/**
 * The last values of a series, scaled, with what a network sees of each: the value, its change, the
 * values a day and a week before the next one, the hour of the day and the day of the week.
 *
 * <p>Thread use: one thread.
 */
final class StreamHistory {
  /** Numbers that a network sees of a value. */
  static final int FEATURES = 12;

  private static final long DAY = 86_400;
  private static final long WEEK = 7 * DAY;
  private static final double TURN = 2 * Math.PI;
  private static final double FAR = 1e8; // from here on x + sqrt(x^2 + 1) is 2 x

  private final int memory;
  private final double mean;
  private final double deviation;
  private final long[] times; // (memory): those of value n at n % memory
  private final float[] values;
  private final float[] features; // (memory, FEATURES)
  private long count;
  private long first; // time
  private long dayBefore; // numbers of the values that were there a day and a week before
  private long weekBefore;

  /**
   * @param memory values that are kept
   * @param mean what becomes 0
   * @param deviation what becomes about 1, positive; far values are drawn closer
   */
  StreamHistory(int memory, double mean, double deviation) {
    this.memory = memory;
    this.mean = mean;
    this.deviation = deviation;
    this.times = new long[memory];
    this.values = new float[memory];
    this.features = new float[Math.multiplyExact(memory, FEATURES)];
  }

  /** Values so far. */
  long count() {
    return count;
  }

  /** The first value that is kept. */
  long oldest() {
    return Math.max(0, count - memory);
  }

  /** Value number {@code n}, scaled. */
  float value(long n) {
    return values[(int) (n % memory)];
  }

  /** Copies what a network sees of value number {@code n}. */
  void features(long n, float[] to, int at) {
    System.arraycopy(features, (int) (n % memory) * FEATURES, to, at, FEATURES);
  }

  /**
   * The next value.
   *
   * @param time in seconds, not before the last one
   */
  void add(long time, double value) {
    long n = count++;
    int at = (int) (n % memory);
    first = n == 0 ? time : first;
    times[at] = time;
    values[at] = (float) asinh((value - mean) / deviation);
    double interval = n == 0 ? 0 : (time - first) / (double) n;
    long next = Math.round(time + interval);
    dayBefore = before(dayBefore, next - DAY);
    weekBefore = before(weekBefore, next - WEEK);
    int f = at * FEATURES;
    features[f] = values[at];
    features[f + 1] = n == 0 ? 0 : values[at] - value(n - 1);
    season(f + 2, dayBefore, next - DAY, interval, values[at]);
    season(f + 4, weekBefore, next - WEEK, interval, values[at]);
    turn(f + 6, next % DAY / (double) DAY);
    turn(f + 8, 2 * (next % DAY) / (double) DAY);
    turn(f + 10, next % WEEK / (double) WEEK);
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    double log = // of far values without their square, which is not finite
        size < FAR ? Math.log(size + Math.sqrt(size * size + 1)) : Math.log(size) + Math.log(2);
    return Math.signum(x) * log;
  }

  /** The last value that was there at a time, from a value on. */
  private long before(long from, long time) {
    long n = Math.max(from, oldest());
    while (n + 1 < count && times[(int) ((n + 1) % memory)] <= time) {
      n++;
    }
    return n;
  }

  /** The difference to a value of before, and whether there was one. */
  private void season(int at, long n, long time, double interval, float now) {
    double away = time - times[(int) (n % memory)];
    boolean known = n < count - 1 && away >= 0 && away <= 2 * interval;
    features[at] = known ? value(n) - now : 0;
    features[at + 1] = known ? 1 : 0;
  }

  private void turn(int at, double part) {
    features[at] = (float) Math.sin(TURN * part);
    features[at + 1] = (float) Math.cos(TURN * part);
  }
}
