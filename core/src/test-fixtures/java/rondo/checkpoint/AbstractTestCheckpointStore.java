package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** What a checkpoint store promises, on one kind of file system. */
public abstract class AbstractTestCheckpointStore {
  private static final Instant START = Instant.parse("2026-11-21T05:00:00Z");
  private static final Retry PATIENCE = new Retry(2, 1);

  /** The directory of a test, the same one each time; empty at first. */
  protected abstract RunDirectory run() throws IOException;

  @Test
  void aNewRunHasNoCheckpoint() throws IOException {
    CheckpointStore store = open(Retention.DEFAULT);
    assertThat(store.newest()).isEmpty();
    assertThat(store.rejected()).isEmpty();
    assertThat(store.epoch()).isEqualTo(1);
    assertThat(names("owners")).containsExactly("000001.json");
  }

  @Test
  void givesBackWhatWasCommitted() throws IOException {
    Map<String, RunDirectory.Content> files = new LinkedHashMap<>();
    byte[] weights = new byte[200_000];
    weights[199_999] = 7;
    files.put("model.safetensors", out -> out.write(weights));
    files.put("empty.bin", out -> {});
    files.put("state.json", out -> out.write('{'));
    CheckpointStore store = open(Retention.DEFAULT);
    store.commit(0, files);
    assertRound(store, 0);

    Checkpoint checkpoint = open(Retention.DEFAULT).newest().orElseThrow();
    assertThat(checkpoint.epoch()).isEqualTo(1);
    assertThat(checkpoint.names()).containsExactly("model.safetensors", "empty.bin", "state.json");
    assertThat(checkpoint.length("model.safetensors")).isEqualTo(200_000);
    assertThat(checkpoint.read("model.safetensors", 200_000)).isEqualTo(weights);
    assertThat(checkpoint.read("empty.bin", 0)).isEmpty();
    try (InputStream in = checkpoint.open("state.json")) {
      assertThat(in.read()).isEqualTo('{');
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThatThrownBy(() -> checkpoint.read("model.safetensors", 199_999))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("it has 200000 bytes, expected at most 199999");
    assertThatThrownBy(() -> checkpoint.open("other"))
        .hasMessage(
            "File of checkpoint 000001-0000000000: got other, expected one of [model.safetensors,"
                + " empty.bin, state.json]");
  }

  @Test
  void aLaterOwnerCountsMoreThanAHigherRound() throws IOException {
    CheckpointStore first = open(Retention.DEFAULT);
    commit(first, 90);
    commit(first, 100);
    CheckpointStore second = open(Retention.DEFAULT);
    assertRound(second, 100);
    commit(second, 91);
    assertRound(second, 91);
    assertThat(names("commits"))
        .containsExactly(
            "000001-0000000090.json", "000001-0000000100.json", "000002-0000000091.json");
  }

  @Test
  void theOlderOfTwoOwnersStopsAndDamagesNothing() throws IOException {
    CheckpointStore older = open(Retention.DEFAULT);
    commit(older, 1);
    CheckpointStore newer = open(Retention.DEFAULT);
    String message =
        "Another run has taken over "
            + run().description()
            + " with epoch 2 after epoch 1 of this one, expected to be the only one that writes"
            + " there; let the other one finish, or stop it and resume";
    assertFails(older::requireOwner, ExitCode.FENCED, message);
    assertFails(() -> commit(older, 2), ExitCode.FENCED, message);
    newer.requireOwner();
    commit(newer, 2);
    assertFails(() -> commit(older, 3), ExitCode.FENCED, message);
    assertRound(newer, 2);
    assertThat(names("data")).hasSize(2);
    assertThat(newer.rejected()).isEmpty();
  }

  @Test
  void anOwnerThatIsTakenOverWhileItWritesCommitsNothing() throws IOException {
    CheckpointStore older = open(Retention.DEFAULT);
    commit(older, 1);
    assertThatThrownBy(
            () ->
                older.commit(
                    2,
                    Map.of(
                        "state.json",
                        out -> {
                          out.write(1);
                          open(Retention.DEFAULT);
                        })))
        .hasMessageContaining("with epoch 2 after epoch 1");
    assertThat(names("commits")).containsExactly("000001-0000000001.json");
    assertThat(names("data")).hasSize(1);
  }

  @Test
  void anOwnerWhoseRunWasReplacedStops() throws IOException {
    CheckpointStore older = open(Retention.DEFAULT);
    commit(older, 5);
    byte[] marker = commits().read("000001-0000000005.json", 1 << 16);
    run().delete(RunFiles.CHECKPOINTS);
    assertThatThrownBy(() -> commit(older, 6)).hasMessageContaining("not those of this one");
    CheckpointStore newer = open(Retention.DEFAULT);
    assertThat(newer.epoch()).isEqualTo(1);
    assertFenced(() -> commit(older, 6));
    commit(newer, 1);

    // Had it been in the middle of its last step, its marker would not count.
    commits().write("000001-0000000005.json", marker);
    assertRound(newer, 1);
    assertThat(newer.rejected())
        .containsExactly(
            new Rejected(
                "000001-0000000005",
                commits().pathOf("000001-0000000005.json")
                    + " is damaged: its owner is not the one that took epoch 1"));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndTheLastCheckpointStays() throws IOException {
    CheckpointStore store = open(Retention.DEFAULT);
    commit(store, 1);
    Map<String, RunDirectory.Content> files = new LinkedHashMap<>();
    files.put("first.bin", out -> out.write(new byte[1000]));
    files.put(
        "model.safetensors",
        out -> {
          out.write(new byte[100_000]);
          throw new IOException("No space left on device");
        });
    assertThatThrownBy(() -> store.commit(2, files))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.IO))
        .hasMessageMatching(
            ".*/checkpoints/data/000001-0000000002-[0-9a-f-]{36}/model.safetensors could not be"
                + " written \\(No space left on device\\), expected a new checkpoint; the last one"
                + " is intact, so free the disk or repair the store and resume");
    assertThat(names("data")).hasSize(1);
    assertRound(store, 1);
    commit(store, 3);
    assertRound(open(Retention.DEFAULT), 3);
  }

  @Test
  void keepsWhatRetentionSays() throws IOException {
    CheckpointStore store = open(new Retention(2, 3));
    for (long round = 1; round <= 7; round++) {
      commit(store, round);
    }
    assertThat(names("commits"))
        .containsExactly(
            "000001-0000000003.json", "000001-0000000006.json", "000001-0000000007.json");
    assertThat(names("data")).hasSize(3);
    assertRound(store, 7);
  }

  @Test
  void deletesNothingBeforeTwoNewerOnesAreKnownToBeWhole() throws IOException {
    CheckpointStore store = open(new Retention(1, 0));
    commit(store, 1);
    commit(store, 2);
    commit(store, 3);
    assertThat(names("commits")).hasSize(2);
    damageNewest();
    CheckpointStore resumed = open(new Retention(1, 0));
    assertRound(resumed, 2);
    assertThat(resumed.rejected()).extracting(Rejected::name).containsExactly("000001-0000000003");
    commit(resumed, 3);
    assertThat(names("commits"))
        .containsExactly(
            "000001-0000000002.json", "000001-0000000003.json", "000002-0000000003.json");
    commit(resumed, 4);
    assertThat(names("commits"))
        .containsExactly("000002-0000000003.json", "000002-0000000004.json");
    assertThat(names("data")).hasSize(2);
  }

  @Test
  void leftoversGoADayAfterTheirOwnerWasSuperseded() throws IOException {
    List<String> leftovers = new ArrayList<>();
    long[] hours = {0, 1, 26};
    for (int i = 0; i < hours.length; i++) {
      CheckpointStore store = open(Retention.DEFAULT, hours[i]);
      commit(store, i + 1);
      String folder = new CheckpointName(i + 1, 50).newFolder();
      folder("data").folder(folder).write("half.bin", new byte[10]);
      leftovers.add(folder);
    }
    // Of the first owner it is known that there was another one 25 hours ago.
    assertThat(names("data"))
        .doesNotContain(leftovers.get(0))
        .contains(leftovers.get(1), leftovers.get(2))
        .hasSize(5);
    assertRound(open(Retention.DEFAULT), 3);
  }

  @Test
  void debrisIsNoCheckpoint() throws IOException {
    CheckpointStore store = open(Retention.DEFAULT);
    commit(store, 1);
    for (String name : new String[] {"owners", "data", "commits"}) {
      folder(name).write(RunFiles.TEMPORARY + "0815", new byte[] {1});
      folder(name).write("notes.txt", new byte[] {1});
    }
    String folder = new CheckpointName(1, 9).newFolder();
    folder("data").folder(folder).write(RunFiles.TEMPORARY + "4711", new byte[] {1});
    CheckpointStore second = open(Retention.DEFAULT);
    assertThat(second.epoch()).isEqualTo(2);
    assertRound(second, 1);
    assertThat(second.rejected()).isEmpty();
    commit(second, 2);
    assertRound(open(Retention.DEFAULT), 2);
  }

  @Test
  void anEpochIsNeverTakenTwiceEvenIfOwnersAreLost() throws IOException {
    commit(open(Retention.DEFAULT), 1);
    commit(open(Retention.DEFAULT), 2);
    run().folder(RunFiles.CHECKPOINTS).delete("owners");
    CheckpointStore store = open(Retention.DEFAULT);
    assertThat(store.epoch()).isEqualTo(3);
    assertRound(store, 2);
  }

  @Test
  void ifAllAreDamagedThatIsTheError() throws IOException {
    CheckpointStore store = open(Retention.DEFAULT);
    commit(store, 1);
    commit(store, 2);
    String first = names("data").get(0);
    folder("data").folder(first).delete("state.json");
    commits().write("000001-0000000002.json", new byte[SealedJson.MAX_BYTES + 1]);
    assertFails(
        () -> open(Retention.DEFAULT).newest(),
        ExitCode.CORRUPT,
        "All checkpoints of "
            + run().description()
            + " are damaged (000001-0000000002: "
            + commits().pathOf("000001-0000000002.json")
            + " has 65537 bytes, expected at most 65536; restore the file from a copy;"
            + " 000001-0000000001: "
            + folder("data").folder(first).pathOf("state.json")
            + " is damaged: it is missing), expected a whole one; restore the files from a copy,"
            + " or start a new run in another directory");
  }

  @Test
  void roundsAndNamesAreChecked() throws IOException {
    CheckpointStore store = open(Retention.DEFAULT);
    commit(store, 7);
    assertThatThrownBy(() -> commit(store, 7))
        .hasMessage("round: got 7, expected more than 7 and at most 9999999999");
    assertThatThrownBy(() -> commit(store, 10_000_000_000L))
        .hasMessageContaining("got 10000000000");
    assertThatThrownBy(() -> store.commit(8, Map.of()))
        .hasMessage("files: got 0, expected 1 to 256");
    for (String name : new String[] {"../x", ".x", "MANIFEST.json", "a/b", ""}) {
      assertThatThrownBy(() -> store.commit(8, Map.of(name, out -> {})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("File name: got \"" + name + "\", expected ");
    }
    assertThat(names("data")).hasSize(1);
  }

  private CheckpointStore open(Retention retention) throws IOException {
    return open(retention, 0);
  }

  private CheckpointStore open(Retention retention, long hours) throws IOException {
    Clock clock = Clock.fixed(START.plus(Duration.ofHours(hours)), ZoneOffset.UTC);
    return CheckpointStore.open(run(), retention, clock, PATIENCE);
  }

  private static void commit(CheckpointStore store, long round) {
    store.commit(round, Map.of("state.json", out -> out.write(("round " + round).getBytes(UTF_8))));
  }

  private static void assertRound(CheckpointStore store, long round) {
    assertThat(store.newest().orElseThrow().round()).isEqualTo(round);
  }

  private void damageNewest() throws IOException {
    List<String> data = names("data");
    folder("data").folder(data.get(data.size() - 1)).write("state.json", "rOund 3".getBytes(UTF_8));
  }

  private static void assertFenced(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FENCED));
  }

  private static void assertFails(ThrowingCallable call, ExitCode code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
        .hasMessage(message);
  }

  private List<String> names(String folder) throws IOException {
    return folder(folder).list();
  }

  private RunDirectory commits() throws IOException {
    return folder("commits");
  }

  private RunDirectory folder(String name) throws IOException {
    return run().folder(RunFiles.CHECKPOINTS).folder(name);
  }
}
