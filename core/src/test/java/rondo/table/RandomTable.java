package rondo.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import rondo.data.Split;

/** A schema and sequences, all of which follow from a seed. */
final class RandomTable {
  private static final double[] HARD = {
    0, -0.0, 1, -1, 0.1, 1e300, -1e-300, Double.MIN_VALUE, Double.MAX_VALUE, Float.MAX_VALUE
  };
  private static final String[] TEXTS = {
    "", " ", "a", "Zürich", "😀", "e\u0301", "\u00e9", "\u0000", "\uFFFF", "x".repeat(200)
  };

  final TableSchema schema;
  final List<StagedFile.Sequence> sequences = new ArrayList<>();
  private final Random random;

  RandomTable(long seed) {
    this.random = new Random(seed);
    List<String> key = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      key.add("key" + i);
    }
    TimeKind time = TimeKind.values()[random.nextInt(TimeKind.values().length)];
    this.schema = new TableSchema(key, time, fields("s"), fields("t"));
    for (int i = random.nextInt(6); i > 0; i--) {
      sequences.add(sequence());
    }
  }

  private List<Field> fields(String prefix) {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(11); i > 0; i--) {
      ValueType type = ValueType.values()[random.nextInt(ValueType.values().length)];
      int width = type == ValueType.NUMBERS ? 1 + random.nextInt(20) : 1;
      fields.add(new Field(prefix + i, type, width));
    }
    return fields;
  }

  private StagedFile.Sequence sequence() {
    List<StagedFile.Step> steps = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      long time = random.nextInt(3) == 0 ? random.nextLong() : steps.size();
      steps.add(new StagedFile.Step(split(), time, values(schema.step())));
    }
    List<String> key = new ArrayList<>();
    schema.key().forEach(name -> key.add(text()));
    String origin = "folder/file:" + random.nextInt(1000) + text();
    return new StagedFile.Sequence(split(), key, origin, values(schema.sequence()), steps);
  }

  private Split split() {
    return Split.values()[random.nextInt(3)];
  }

  private List<Object> values(List<Field> fields) {
    boolean gaps = random.nextBoolean();
    boolean floats = random.nextBoolean();
    List<Object> values = new ArrayList<>();
    for (Field field : fields) {
      if (gaps && random.nextInt(3) == 0) {
        values.add(null);
        continue;
      }
      values.add(
          switch (field.type()) {
            case NUMBER -> number(floats);
            case TEXT -> text();
            case NUMBERS -> {
              double[] numbers = new double[field.width()];
              Arrays.setAll(numbers, i -> number(floats));
              yield numbers;
            }
            case TEXTS -> {
              List<String> texts = new ArrayList<>();
              for (int i = random.nextInt(4); i > 0; i--) {
                texts.add(text());
              }
              yield texts;
            }
          });
    }
    return values;
  }

  private double number(boolean floats) {
    if (floats) {
      return (float) random.nextGaussian();
    }
    return random.nextBoolean() ? HARD[random.nextInt(HARD.length)] : random.nextGaussian();
  }

  private String text() {
    if (random.nextInt(3) > 0) {
      return TEXTS[random.nextInt(TEXTS.length)];
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint('a' + random.nextInt(26));
    }
    return text.toString();
  }

  /** The sequences as a reader gives them: numbers of lists as lists, and -0.0 as 0.0. */
  List<StagedFile.Sequence> expected() {
    return sequences.stream()
        .map(
            sequence ->
                new StagedFile.Sequence(
                    sequence.split(),
                    sequence.key(),
                    sequence.origin(),
                    expected(sequence.values()),
                    sequence.steps().stream()
                        .map(
                            step ->
                                new StagedFile.Step(
                                    step.split(), step.time(), expected(step.values())))
                        .toList()))
        .toList();
  }

  private static List<Object> expected(List<Object> values) {
    List<Object> expected = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof double[] numbers) {
        expected.add(StagedFile.boxed(Arrays.stream(numbers).map(x -> x + 0.0).toArray()));
      } else {
        expected.add(value instanceof Double number ? (Object) (number + 0.0) : value);
      }
    }
    return expected;
  }
}
