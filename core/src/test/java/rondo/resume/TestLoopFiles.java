package rondo.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.checkpoint.Checkpoint;
import rondo.checkpoint.CheckpointStore;
import rondo.checkpoint.LocalRunDirectory;
import rondo.checkpoint.Retention;
import rondo.checkpoint.RunDirectory;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;
import rondo.optim.Plateau;
import rondo.round.LoopState;
import rondo.round.LoopState.Best;
import rondo.round.LoopState.EpochLoss;
import rondo.round.RoundState;

class TestLoopFiles {
  private static final ParameterLayout LAYOUT = layout();
  private static final float[] CARRIED = {1f / 3, -0f, 1e-30f};

  @TempDir private Path folder;

  private static ParameterLayout layout() {
    ParameterLayout.Builder builder = new ParameterLayout.Builder();
    builder.add("w", 3, 5, 1, Initializer.zeros());
    builder.add("b", 1, 5, 1, Initializer.zeros());
    return builder.build();
  }

  private static float[] numbers(double seed) {
    float[] values = new float[LAYOUT.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(seed + i);
    }
    return values;
  }

  private static LoopState state(Map<Integer, float[]> carried) {
    return state(carried, Plateau.START);
  }

  private static LoopState state(Map<Integer, float[]> carried, Plateau plateau) {
    RoundState rounds =
        new RoundState(
            numbers(1), List.of(numbers(2), numbers(3)), List.of(numbers(4)), carried, 17);
    return new LoopState(
        rounds,
        12,
        100,
        1L << 40,
        0.1 + 0.2,
        16,
        313,
        plateau,
        new Best(numbers(5), 9, Double.NaN),
        new EpochLoss(1e300, 1 / 3.0),
        2);
  }

  private LoopState writtenAndRead(LoopState state) throws IOException {
    return new LoopFiles(LAYOUT, "abc").read(written(state));
  }

  private Checkpoint written(LoopState state) throws IOException {
    try (RunDirectory directory = new LocalRunDirectory(folder)) {
      CheckpointStore store = CheckpointStore.open(directory, Retention.DEFAULT);
      store.commit(state.rounds(), new LoopFiles(LAYOUT, "abc").write(state));
      return store.newest().orElseThrow();
    }
  }

  @Test
  void everyBitComesBack() throws IOException {
    LoopState state = state(Map.of(7, CARRIED, 0, new float[] {2}));
    LoopState got = writtenAndRead(state);
    assertSameBits(got, state);
    assertThat(Float.floatToRawIntBits(got.state().carried().get(7)[1])).isEqualTo(1 << 31);
  }

  @Test
  void aRunMayCarryNothing() throws IOException {
    LoopState state = state(Map.of());
    assertSameBits(writtenAndRead(state), state);
  }

  private static void assertSameBits(LoopState got, LoopState expected) {
    assertThat(got)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(expected);
  }

  @Test
  void otherDataIsRefused() throws IOException {
    Checkpoint checkpoint = written(state(Map.of()));
    assertThatThrownBy(() -> new LoopFiles(LAYOUT, "abd").read(checkpoint))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("its hash is abd, expected abc")
        .extracting(e -> ((RondoException) e).exitCode())
        .isEqualTo(ExitCode.BAD_DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"rounds\" : 12 | \"rounds\" : -1",
        "\"rounds\" : 12 | \"rounds\" : 1.5",
        "\"rounds\" : 12 | \"rounds\" : null",
        "\"rounds\" : 12 | \"rounds\" : 12, \"rounds\" : 12",
        "\"rounds\" : 12 | \"round\" : 12",
        "\"moments\" : 2 | \"moments\" : 9",
        "\"bestRound\" : 9 | \"bestRound\" : 13",
        "\"bestLoss\" : \"NaN\" | \"bestLoss\" : \"none\"",
        "\"carried\" : { } | \"carried\" : { \"x\" : 1 }",
        "\"carried\" : { } | \"carried\" : { \"1\" : null }",
        "\"carried\" : { } | \"carried\" : { \"1\" : 2147483647, \"2\" : 1 }",
        "\"carried\" : { } | \"carried\" : { \"1\" : 0 }",
        "\"data\" : \"abc\" | \"data\" : \"abc\", \"more\" : 1",
      })
  void damagedStatesAreRefused(String good, String bad) {
    String json =
        new String(StateJson.of(state(Map.of()), "abc").toBytes(), StandardCharsets.UTF_8);
    assertThat(json).contains(good);
    byte[] damaged = json.replace(good, bad).getBytes(StandardCharsets.UTF_8);
    requireDamaged(damaged);
  }

  @Test
  void aStateThatIsNullIsRefused() {
    requireDamaged("null".getBytes(StandardCharsets.UTF_8));
  }

  private static void requireDamaged(byte[] json) {
    assertThatThrownBy(() -> StateJson.parse(json, "run/state.json"))
        .isInstanceOf(RondoException.class)
        .hasMessageStartingWith("run/state.json is damaged (")
        .hasMessageEndingWith("delete this checkpoint to use the one before")
        .extracting(e -> ((RondoException) e).exitCode())
        .isEqualTo(ExitCode.CORRUPT);
  }
}
