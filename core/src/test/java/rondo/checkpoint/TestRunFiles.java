package rondo.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestRunFiles {
  private static final RunRecord RECORD =
      new RunRecord("0.1.0", "2026-11-21T05:00:00Z", "{\"task\":\"x\"}", Map.of("java", "17"));

  @TempDir Path folder;
  private RunDirectory run;

  @BeforeEach
  void open() {
    run = new LocalRunDirectory(folder);
  }

  @Test
  void anEmptyOrMissingDirectoryIsTaken() throws IOException {
    RunFiles.begin(run, false, RECORD);
    RunDirectory missing = new LocalRunDirectory(folder.resolve("a/b"));
    RunFiles.begin(missing, false, RECORD);
    assertThat(RunRecord.read(missing)).isEqualTo(RECORD);
  }

  @Test
  void foreignFilesAreNamedAndLeftAlone() throws IOException {
    for (String name : new String[] {"d.txt", "a.txt", "c.txt", "b.txt"}) {
      run.write(name, name.getBytes(UTF_8));
    }
    assertRefused(
        true,
        " holds 4 files that are not part of a Rondo run (a.txt, b.txt, c.txt, ...); give an empty"
            + " or new directory");
    assertThat(run.list()).containsExactly("a.txt", "b.txt", "c.txt", "d.txt");
  }

  @Test
  void variantsOfAnOlderRunAreItsOwnAndOtherRunsAreNot() throws IOException {
    String job = "{\"variants\":{\"lstm\":{},\"rnn\":{}}}";
    RunRecord withVariants = new RunRecord("0.1.0", "2026-11-21T05:00:00Z", job, Map.of());
    RunFiles.begin(run, false, withVariants);
    RunFiles.begin(run.folder("lstm"), false, RECORD);
    RunFiles.begin(run, true, withVariants);
    assertThat(run.list()).containsExactly("run.json");
    RunFiles.begin(run.folder("other"), false, RECORD);
    assertRefused(
        true,
        " holds 1 file that is not part of a Rondo run (other); give an empty or new directory");
  }

  @Test
  void filesWithOurNamesAreForeignWithoutOurRunFile() throws IOException {
    run.folder("model").write("weights", "theirs".getBytes(UTF_8));
    assertRefused(
        true,
        " holds 1 file that is not part of a Rondo run (model); give an empty or new directory");
    byte[] halfUtf32 = {0, 0, 0, 'x', 1, 2, 3}; // which Jackson takes for UTF-32
    for (byte[] theirs : new byte[][] {"not even JSON".getBytes(UTF_8), halfUtf32}) {
      run.write("run.json", theirs);
      assertRefused(
          true,
          " holds 2 files that are not part of a Rondo run (model, run.json); give an empty or new"
              + " directory");
    }
  }

  @Test
  void aRunFileWithoutAJobIsRefused() throws IOException {
    for (String config : new String[] {"", ",\"config\":null", ",\"config\":[1]"}) {
      String json = "{\"format\":\"rondo-run\",\"version\":1" + config + "}";
      run.write("run.json", json.getBytes(UTF_8));
      assertThatThrownBy(() -> RunRecord.read(run))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith(
              "run.json was not written by this version of Rondo; give the directory of a run");
    }
  }

  @Test
  void anEarlierRunIsReplacedOnlyOnRequest() throws IOException {
    RunFiles.begin(run, false, RECORD);
    run.folder("model").write("model.safetensors", new byte[] {1});
    run.append("metrics.jsonl", "{}");
    assertRefused(
        false,
        " holds an earlier run; give an empty or new directory, or --overwrite to replace that"
            + " run");
    assertThat(run.list()).containsExactly("metrics.jsonl", "model", "run.json");

    RunFiles.begin(run, true, RECORD);
    assertThat(run.list()).containsExactly("run.json");
  }

  @Test
  void anEarlierRunWithForeignFilesStays() throws IOException {
    RunFiles.begin(run, false, RECORD);
    run.write("thesis.tex", new byte[] {1});
    assertRefused(
        true,
        " holds 1 file that is not part of a Rondo run (thesis.tex); give an empty or new"
            + " directory");
  }

  @Test
  void foreignFilesInFoldersOfARunAreFound() throws IOException {
    String job = "{\"variants\":{\"lstm\":{}}}";
    RunFiles.begin(run, false, new RunRecord("0.1.0", "2026-11-21T05:00:00Z", job, Map.of()));
    RunFiles.begin(run.folder("lstm"), false, RECORD);
    run.folder("lstm").write("notes", new byte[] {1});
    run.folder("model").write("README.md", new byte[] {1});
    run.folder("other").write("run.txt", new byte[] {1});
    Files.writeString(folder.resolve("my notes.txt"), "mine");
    assertRefused(
        true,
        " holds 4 files that are not part of a Rondo run (lstm/notes, model/README.md, my"
            + " notes.txt, ...); give an empty or new directory");
    assertThat(run.list()).hasSize(5);
  }

  @Test
  void rejectedRecordsAreARunsOwnAndStagedTablesStay() throws IOException {
    String staged = RunFiles.STAGED + "1";
    run.folder(staged).write("shard", new byte[] {1}); // before the run begins, or of another
    run.write(RunFiles.TEMPORARY + "rest", new byte[] {1});
    RunFiles.begin(run, false, RECORD);
    assertThat(run.list()).containsExactly(staged, "run.json");
    run.folder("quarantine").write("rejected.jsonl", new byte[] {1});
    RunFiles.check(run, true);
    run.folder("quarantine").write("notes", new byte[] {1});
    assertRefused(
        true,
        " holds 1 file that is not part of a Rondo run (quarantine/notes); give an empty or new"
            + " directory");
  }

  @Test
  void checkpointsAreARunsOwnAndStrangersAmongThemAreNot() throws IOException {
    RunFiles.begin(run, false, RECORD);
    CheckpointStore store = CheckpointStore.open(run, Retention.DEFAULT);
    store.commit(1, Map.of("model.safetensors", out -> out.write(1), "x.bin", out -> {}));
    RunDirectory home = run.folder(RunFiles.CHECKPOINTS);
    String data = home.folder("data").list().get(0);
    // What a crash may leave.
    home.folder("data").folder(new CheckpointName(1, 2).newFolder()).write("half", new byte[1]);
    for (String name : new String[] {"owners", "data", "commits"}) {
      home.folder(name).write(RunFiles.TEMPORARY + "1", new byte[1]);
    }
    RunFiles.check(run, true);

    home.write("a.txt", new byte[1]);
    home.folder("owners").write("1.json", new byte[1]);
    home.folder("commits").write("000001-1.json", new byte[1]);
    home.folder("data").write("000001-0000000003", new byte[1]);
    home.folder("data").folder(data).write("notes.txt", new byte[1]);
    home.folder("data").folder(data).folder("sub").write("y", new byte[1]);
    home.folder("other").write("000001.json", new byte[1]);
    assertRefused(
        true,
        " holds 7 files that are not part of a Rondo run (checkpoints/a.txt,"
            + " checkpoints/commits/000001-1.json, checkpoints/data/"
            + data
            + "/notes.txt, ...); give an empty or new directory");
    for (String name : new String[] {"a.txt", "other"}) {
      home.delete(name);
    }
    home.folder("owners").delete("1.json");
    home.folder("commits").delete("000001-1.json");
    home.folder("data").delete("000001-0000000003");
    assertRefused(
        true,
        " holds 2 files that are not part of a Rondo run (checkpoints/data/"
            + data
            + "/notes.txt, checkpoints/data/"
            + data
            + "/sub); give an empty or new directory");
    home.folder("data").folder(data).delete("notes.txt");
    home.folder("data").folder(data).delete("sub");
    RunFiles.begin(run, true, RECORD);
    assertThat(run.list()).containsExactly("run.json");
  }

  @Test
  void leftoversOfACrashDoNotMatter() throws IOException {
    run.write(RunFiles.TEMPORARY + "7c0a", new byte[] {1});
    assertThatCode(() -> RunFiles.check(run, false)).doesNotThrowAnyException();
    RunFiles.begin(run, false, RECORD);
    assertThat(run.list()).containsExactly("run.json");
  }

  @Test
  void aFileIsNotADirectory() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    run = new LocalRunDirectory(file);
    assertRefused(true, " is a file, expected a directory; give an empty or new one");
  }

  private void assertRefused(boolean overwrite, String message) {
    assertThatThrownBy(() -> RunFiles.begin(run, overwrite, RECORD))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.OUTPUT_REFUSED))
        .hasMessage(run.description() + message);
  }
}
