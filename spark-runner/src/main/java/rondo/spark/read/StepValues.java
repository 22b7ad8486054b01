package rondo.spark.read;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import rondo.table.TimeKind;
import rondo.table.ValueType;
import rondo.table.Values;

/**
 * The values of a row that is a time step, where they stand in the row, and the first thing that is
 * wrong with them.
 *
 * <p>Thread use: one thread.
 */
final class StepValues {
  private final Layout layout;
  private final Wanted[] wanted;
  private final boolean real;
  private final UTF8String[] lastKey; // valid ones
  private final TextCache[] texts; // of each wanted text, else null
  private final View sequence;
  private final View step;
  private UnsafeRow row;
  private long rows; // that were taken
  private long keyNumber; // of the key of the row: another one, another number
  private BadKind problem;
  private String column = "";
  private long time;

  StepValues(Layout layout) {
    this.layout = layout;
    this.wanted = layout.wanted().toArray(Wanted[]::new);
    this.real = layout.time() == TimeKind.REAL;
    this.lastKey = new UTF8String[layout.source().key().size()];
    this.texts = new TextCache[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      texts[i] = wanted[i].type() == ValueType.TEXT ? new TextCache() : null;
    }
    this.sequence = new View(false);
    this.step = new View(true);
  }

  /** Why the row last read is bad. */
  BadKind problem() {
    return problem;
  }

  /** Where it is bad. */
  String column() {
    return column;
  }

  /** Time of the row, in units of the schema. */
  long time() {
    return time;
  }

  /** The values of the sequence fields, valid until the row is overwritten. */
  Values sequence() {
    return sequence;
  }

  /** The values of the step fields likewise. */
  Values step() {
    return step;
  }

  /** A number that is the same as long as the key is. */
  long keyNumber() {
    return keyNumber;
  }

  /** The values of the key. */
  String[] key() {
    String[] key = new String[lastKey.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = row.getUTF8String(layout.key() + i).toString();
    }
    return key;
  }

  /** Looks at a row; false if it is bad. */
  boolean read(UnsafeRow next) {
    row = next;
    rows++;
    problem = null;
    column = "";
    readKey();
    if (problem == null) {
      readTime();
    }
    for (int i = 0; i < wanted.length && problem == null; i++) {
      problem = check(i);
      if (problem != null) {
        column = wanted[i].column();
      }
    }
    return problem == null;
  }

  /** Takes a row that was read before and was good. */
  void point(UnsafeRow good) {
    row = good;
    rows++;
    time = layout.time(good);
  }

  /** The name of the first sequence field that has another value than in that row; or null. */
  String difference(StepValues that) {
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].perStep() && !isSame(that.row, layout.values() + i, wanted[i].type())) {
        return wanted[i].column();
      }
    }
    return null;
  }

  private boolean isSame(UnsafeRow that, int place, ValueType type) {
    if (row.isNullAt(place) || that.isNullAt(place)) {
      return row.isNullAt(place) && that.isNullAt(place);
    }
    return switch (type) {
      case NUMBER -> Double.compare(row.getDouble(place), that.getDouble(place)) == 0;
      case TEXT -> row.getUTF8String(place).equals(that.getUTF8String(place));
      case NUMBERS, TEXTS -> row.getArray(place).equals(that.getArray(place));
    };
  }

  private void readKey() {
    for (int i = 0; i < lastKey.length && problem == null; i++) {
      if (row.isNullAt(layout.key() + i)) {
        problem = BadKind.MISSING;
      } else {
        UTF8String text = row.getUTF8String(layout.key() + i);
        if (!text.equals(lastKey[i])) {
          problem = ValueChecks.text(text);
          lastKey[i] = problem == null ? text.copy() : null;
          keyNumber++;
        }
      }
      if (problem != null) {
        column = layout.source().key().get(i);
      }
    }
  }

  private void readTime() {
    if (row.isNullAt(layout.timePlace())) {
      problem = BadKind.MISSING;
    } else {
      time = layout.time(row);
      if (real && !Double.isFinite(Double.longBitsToDouble(time))) {
        problem = BadKind.NOT_FINITE;
      }
    }
    if (problem != null) {
      column = layout.source().time();
    }
  }

  private BadKind check(int i) {
    Wanted one = wanted[i];
    int place = layout.values() + i;
    if (row.isNullAt(place)) {
      return one.optional() ? null : BadKind.MISSING;
    }
    return switch (one.type()) {
      case NUMBER -> ValueChecks.number(row.getDouble(place));
      case TEXT -> {
        UTF8String text = row.getUTF8String(place);
        yield texts[i].has(text) ? null : ValueChecks.text(text);
      }
      case NUMBERS -> ValueChecks.numbers(row.getArray(place), one.width());
      case TEXTS -> ValueChecks.texts(row.getArray(place));
    };
  }

  /** Those values of the row that belong to its sequence, or to its time step. */
  private final class View implements Values {
    private final int[] places; // in the row, by field
    private final TextCache[] caches; // by field
    private final String[] found; // by field: in the row of that number
    private final long[] foundIn;
    private final double[][] numbers; // by field: of NUMBERS, else null

    View(boolean perStep) {
      List<Integer> fields = new ArrayList<>();
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i].perStep() == perStep) {
          fields.add(i);
        }
      }
      places = new int[fields.size()];
      caches = new TextCache[fields.size()];
      found = new String[fields.size()];
      foundIn = new long[fields.size()];
      numbers = new double[fields.size()][];
      for (int f = 0; f < places.length; f++) {
        int i = fields.get(f);
        places[f] = layout.values() + i;
        caches[f] = texts[i];
        numbers[f] = wanted[i].type() == ValueType.NUMBERS ? new double[wanted[i].width()] : null;
      }
    }

    @Override
    public boolean isMissing(int field) {
      return row.isNullAt(places[field]);
    }

    @Override
    public double number(int field) {
      return isMissing(field) ? Double.NaN : row.getDouble(places[field]);
    }

    @Override
    public String text(int field) {
      if (foundIn[field] != rows) { // asked for twice: to look at it, and to write it
        found[field] = isMissing(field) ? null : caches[field].of(row.getUTF8String(places[field]));
        foundIn[field] = rows;
      }
      return found[field];
    }

    @Override
    public double[] numbers(int field) {
      if (isMissing(field)) {
        return null;
      }
      ArrayData list = row.getArray(places[field]);
      for (int i = 0; i < numbers[field].length; i++) {
        numbers[field][i] = list.getDouble(i);
      }
      return numbers[field];
    }

    @Override
    public List<String> texts(int field) {
      if (isMissing(field)) {
        return null;
      }
      ArrayData list = row.getArray(places[field]);
      List<String> all = new ArrayList<>(list.numElements());
      for (int i = 0; i < list.numElements(); i++) {
        all.add(list.getUTF8String(i).toString());
      }
      return all;
    }
  }
}
