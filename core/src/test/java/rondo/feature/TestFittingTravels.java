package rondo.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.RangeScanner;
import rondo.data.SerializableFunction;
import rondo.feature.FeatureSpec.Kind;
import rondo.feature.FeatureSpec.Scale;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.ValueType;

/** What a pass sends to executors and back can be sent, and is the same when it arrives. */
class TestFittingTravels {
  /** Sends everything through Java serialization, as Spark does. */
  private static final class SendingScanner implements RangeScanner {
    @Override
    public <T extends Serializable, R extends Serializable> List<R> scan(
        List<T> parts, SerializableFunction<T, R> function) {
      List<R> results = new ArrayList<>();
      for (T part : parts) {
        results.add(sent(sent(function).apply(sent(part))));
      }
      return results;
    }

    @SuppressWarnings("unchecked")
    private static <T> T sent(T value) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(value);
        out.flush();
        return (T)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
      } catch (IOException | ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }
  }

  @TempDir Path folder;

  @Test
  void featuresAreTheSameWhereverTheyWereFitted() throws IOException {
    Tables steps =
        new Tables(
            List.of(),
            List.of(
                Field.of("x", ValueType.NUMBER),
                Field.of("word", ValueType.TEXT),
                Field.of("set", ValueType.TEXTS)));
    for (int i = 0; i < 20; i++) {
      steps.sequence().step(i / 7.0, "w" + i % 3, List.of("s" + i % 5));
    }
    assertSame(
        steps.stage(folder, 3),
        Specs.number("x", Scale.ROBUST),
        FeatureSpec.of("word"),
        Specs.of("word", Kind.AFFIXES, 2),
        FeatureSpec.of("set"));
    for (Kind kind : List.of(Kind.WORDS, Kind.CHARACTERS, Kind.BYTES, Kind.PIECES)) {
      Tables texts = Tables.ofSequences(Field.of("text", ValueType.TEXT));
      texts.sequence("a bc a").sequence("bc d");
      assertSame(texts.stage(folder, 2), Specs.of("text", kind, 2));
    }
  }

  private static void assertSame(Table table, FeatureSpec... specs) throws IOException {
    Features here = Features.fit(List.of(specs), table, RangeScanner.LOCAL);
    Features there = Features.fit(List.of(specs), table, new SendingScanner());
    assertThat(there).isEqualTo(here);
    assertThat(there.toJson()).isEqualTo(here.toJson());
  }
}
