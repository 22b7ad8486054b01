package rondo.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the values of sequences, or those of time steps, and gives those it read last. */
final class RowInput implements Values {
  private final BlockInput in;
  private final Field[] fields;
  private final ValueType[] types;
  private final int keptTexts;

  private final boolean[] missing;
  private final double[] number; // of NUMBER, NaN if missing
  private final String[] text; // of TEXT
  private final double[][] numbers; // of NUMBERS
  private final List<List<String>> texts = new ArrayList<>(); // of TEXTS, else null

  private final String[][] kept; // texts of each field that came first, as far as they came
  private final int[] keptSize;

  RowInput(BlockInput in, List<Field> fields, int keptTexts) {
    this.in = in;
    this.fields = fields.toArray(Field[]::new);
    this.types = fields.stream().map(Field::type).toArray(ValueType[]::new);
    this.keptTexts = keptTexts;
    int size = this.fields.length;
    this.missing = new boolean[size];
    this.number = new double[size];
    this.text = new String[size];
    this.numbers = new double[size][];
    this.kept = new String[size][0];
    this.keptSize = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = types[i] == ValueType.NUMBERS ? new double[this.fields[i].width()] : null;
      texts.add(types[i] == ValueType.TEXTS ? new ArrayList<>() : null);
    }
  }

  /** Reads the next row. */
  void read(int flags) throws IOException {
    boolean gaps = (flags & TableFile.GAPS) != 0;
    if (gaps) {
      readGaps();
    } else {
      Arrays.fill(missing, false);
    }
    boolean floats = (flags & TableFile.FLOATS) != 0;
    for (int i = 0; i < types.length; i++) {
      if (missing[i]) {
        number[i] = Double.NaN;
        text[i] = null;
      } else {
        read(i, floats);
      }
    }
  }

  /** Passes over the next row; of its texts those stay known that come again. */
  void skip(int flags) throws IOException {
    if ((flags & TableFile.GAPS) != 0) {
      read(flags); // what is there is known only then
      return;
    }
    int size = (flags & TableFile.FLOATS) != 0 ? Float.BYTES : Double.BYTES;
    long numbers = 0; // since the last text
    for (int i = 0; i < types.length; i++) {
      switch (types[i]) {
        case NUMBER, NUMBERS -> numbers += fields[i].width();
        case TEXT, TEXTS -> {
          in.skip(numbers * size);
          numbers = 0;
          skipTexts(i);
        }
      }
    }
    in.skip(numbers * size);
  }

  private void skipTexts(int field) throws IOException {
    boolean one = types[field] == ValueType.TEXT;
    for (int left = one ? 1 : in.readSize(Integer.MAX_VALUE - 8); left > 0; left--) {
      long code = in.readCount();
      if (code == TableFile.DO_NOT_KEEP) {
        in.skip(in.readSize(Integer.MAX_VALUE - 8));
      } else {
        text(field, code);
      }
    }
  }

  private void readGaps() throws IOException {
    int bits = 0;
    for (int i = 0; i < missing.length; i++) {
      if (i % Byte.SIZE == 0) {
        bits = in.readByte();
      }
      missing[i] = (bits >> (i % Byte.SIZE) & 1) != 0;
    }
  }

  private void read(int field, boolean floats) throws IOException {
    switch (types[field]) {
      case NUMBER -> number[field] = floats ? in.readFloat() : in.readDouble();
      case NUMBERS -> {
        double[] to = numbers[field];
        for (int i = 0; i < to.length; i++) {
          to[i] = floats ? in.readFloat() : in.readDouble();
        }
      }
      case TEXT -> text[field] = readText(field);
      case TEXTS -> {
        List<String> to = texts.get(field);
        to.clear();
        for (int left = in.readSize(Integer.MAX_VALUE - 8); left > 0; left--) {
          to.add(readText(field));
        }
      }
    }
  }

  private String readText(int field) throws IOException {
    return text(field, in.readCount());
  }

  private String text(int field, long code) throws IOException {
    if (code == TableFile.DO_NOT_KEEP) {
      return in.readText();
    }
    if (code == TableFile.KEEP) {
      return keep(field, in.readText());
    }
    long place = code - TableFile.KEPT;
    if (place < 0 || place >= keptSize[field]) {
      throw in.corrupt(fields[field].name() + " has a text that did not come before");
    }
    return kept[field][(int) place];
  }

  private String keep(int field, String value) {
    int size = keptSize[field];
    if (size == keptTexts) {
      throw in.corrupt(fields[field].name() + " keeps more than " + keptTexts + " texts");
    }
    if (size == kept[field].length) {
      kept[field] = Arrays.copyOf(kept[field], Math.max(16, 2 * size));
    }
    kept[field][size] = value;
    keptSize[field]++;
    return value;
  }

  @Override
  public boolean isMissing(int field) {
    return missing[field];
  }

  @Override
  public double number(int field) {
    require(field, ValueType.NUMBER);
    return number[field];
  }

  @Override
  public String text(int field) {
    require(field, ValueType.TEXT);
    return text[field];
  }

  @Override
  public double[] numbers(int field) {
    require(field, ValueType.NUMBERS);
    return missing[field] ? null : numbers[field];
  }

  @Override
  public List<String> texts(int field) {
    require(field, ValueType.TEXTS);
    return missing[field] ? null : texts.get(field);
  }

  private void require(int field, ValueType type) {
    if (types[field] != type) {
      throw new IllegalArgumentException(
          fields[field].name() + ": got a request for " + type + ", expected " + types[field]);
    }
  }
}
