package rondo.local;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rondo.data.Split;
import rondo.table.Field;
import rondo.table.FilterTableReader;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.table.Values;

/**
 * Reads the first sequences of one part of the data as another reader does, of each the first time
 * steps, and keeps what they are about. As their origin it tells their number, so that what is told
 * of a sequence finds it again, also where neither key nor origin is known.
 *
 * <p>Thread use: one thread. It is closed with the other reader.
 */
final class FirstSteps extends FilterTableReader {
  private static final int NUMBERS = 3; // of a list of numbers that are shown

  private final TableSchema schema;
  private final Split part;
  private final int most;
  private final int length;
  private final String shown;
  private final List<String> targets;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final boolean hasSteps;
  private long number; // of the sequence at hand
  private int sequences; // of the part
  private Kept sequence; // at hand; null: it has no time step of the part so far

  /** A sequence, as far as it was read. */
  static final class Kept {
    /** What to call it. */
    final String name;

    /** Texts of its time steps. */
    final List<String> shown = new ArrayList<>();

    /** Targets of each time step; where there are no time steps, of the sequence. */
    final List<Object[]> targets = new ArrayList<>();

    /** Time steps after these. */
    long left;

    private final long number;

    private Kept(long number, String name) {
      this.number = number;
      this.name = name;
    }

    /** A target of the last time step that was read, or of the sequence. */
    Object last(int target) {
      return targets.get(targets.size() - 1)[target];
    }
  }

  /**
   * @param most sequences that are read
   * @param length time steps of each that are read
   * @param shown column whose value stands for a time step
   * @param targets columns
   * @param hasSteps whether time steps are in the table; else a text of the sequence makes them
   */
  FirstSteps(
      TableReader reader,
      TableSchema schema,
      Split part,
      int most,
      int length,
      String shown,
      List<String> targets,
      boolean hasSteps) {
    super(reader);
    this.schema = schema;
    this.part = part;
    this.most = most;
    this.length = length;
    this.shown = shown;
    this.targets = targets;
    this.hasSteps = hasSteps;
  }

  /**
   * A sequence that was read before; those before it are forgotten, of which nothing was told.
   *
   * @param origin that this has told for it
   */
  Kept take(String origin) {
    while (!kept.isEmpty()) {
      Kept next = kept.poll();
      if (Long.toString(next.number).equals(origin)) {
        return next;
      }
    }
    throw new IllegalStateException("sequence " + origin + " was told of, but not read");
  }

  @Override
  public boolean nextSequence() throws IOException {
    sequence = null;
    do {
      if (sequences == most || !in.nextSequence()) {
        return false;
      }
      number++;
    } while (!hasSteps && in.split() != part);
    if (!hasSteps) {
      begin();
      sequence.targets.add(targets());
    }
    return true;
  }

  private void begin() {
    sequences++;
    sequence = new Kept(number, Examples.name(in.key(), in.origin()));
    kept.add(sequence);
  }

  @Override
  public boolean nextStep() throws IOException {
    while (in.nextStep()) {
      if (in.split() != part) {
        continue; // of another part, before or after
      }
      if (sequence == null) {
        begin();
      }
      if (sequence.targets.size() == length) {
        sequence.left++;
        continue;
      }
      sequence.shown.add(shown());
      sequence.targets.add(targets());
      return true;
    }
    return false;
  }

  private Object[] targets() {
    return targets.stream().map(this::value).toArray();
  }

  /** A text or a number of the time step or of the sequence at hand. */
  private Object value(String column) {
    int step = schema.stepField(column);
    int place = step < 0 ? schema.sequenceField(column) : step;
    Field field = step < 0 ? schema.sequence().get(place) : schema.step().get(place);
    Values values = step < 0 ? in.sequence() : in.step();
    if (values.isMissing(place)) {
      return "";
    }
    return switch (field.type()) {
      case NUMBER -> values.number(place);
      case TEXT -> values.text(place);
      case NUMBERS -> {
        double[] numbers = values.numbers(place);
        yield Arrays.stream(numbers)
                .limit(NUMBERS)
                .mapToObj(FirstSteps::text)
                .collect(Collectors.joining(" "))
            + (numbers.length > NUMBERS ? " …" : "");
      }
      case TEXTS -> String.join(" ", values.texts(place));
    };
  }

  private String shown() {
    Object value = value(shown);
    return value instanceof Double number ? text(number) : value.toString();
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.3g", number);
  }

  @Override
  public String origin() {
    return Long.toString(number);
  }
}
