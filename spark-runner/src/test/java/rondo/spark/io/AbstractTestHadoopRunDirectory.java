package rondo.spark.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import rondo.checkpoint.AbstractTestRunDirectoryCreate;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.checkpoint.RunRecord;
import rondo.error.RondoException;
import rondo.export.ModelDirectory;
import rondo.export.SavedModel;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;

/** What a run directory promises, on one kind of Hadoop file system. */
abstract class AbstractTestHadoopRunDirectory extends AbstractTestRunDirectoryCreate {
  private String name;

  /** The file system under test. */
  abstract FileSystem files() throws IOException;

  /** An empty folder of it. */
  abstract Path root();

  @BeforeEach
  void name(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void isEmptyBeforeTheFirstWrite() throws IOException {
    assertThat(open().list()).isEmpty();
    assertThat(open().length("x")).isEmpty();
    assertThatThrownBy(() -> open().open("x")).isInstanceOf(FileNotFoundException.class);
    assertThatCode(() -> open().delete("x")).doesNotThrowAnyException();
  }

  @Test
  void writesReplacesAndDeletes() throws IOException {
    RunDirectory run = open();
    run.write("x", "first".getBytes(UTF_8));
    run.write("x", "second one".getBytes(UTF_8));
    run.folder("sub").folder("deep").write("y", new byte[0]);

    assertThat(run.list()).containsExactly("sub", "x");
    assertThat(run.length("x")).hasValue(10);
    assertThat(run.length("sub")).isEmpty();
    assertThat(run.folder("sub").folder("deep").length("y")).hasValue(0);
    assertThat(open().read("x", 10)).asString(UTF_8).isEqualTo("second one");

    run.delete("sub");
    run.delete("x");
    assertThat(run.list()).isEmpty();
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    RunDirectory run = open();
    run.write("x", "old".getBytes(UTF_8));
    assertThatThrownBy(
            () ->
                run.write(
                    "x",
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("the source failed");
                    }))
        .hasMessage("the source failed");
    assertThat(run.list()).containsExactly("x");
    assertThat(run.read("x", 10)).asString(UTF_8).isEqualTo("old");
  }

  @Test
  void appendsLinesAcrossSessions() throws IOException {
    try (RunDirectory run = open()) {
      run.append("log", "one");
      run.append("log", "two é");
    }
    assertThat(open().read("log", 100)).asString(UTF_8).isEqualTo("one\ntwo é\n");
    try (RunDirectory run = open()) {
      run.append("log", "three");
    }
    assertThat(open().read("log", 100)).asString(UTF_8).isEqualTo("one\ntwo é\nthree\n");
  }

  @Test
  void aFileInPlaceOfTheFolderIsReported() throws IOException {
    files().create(new Path(root(), name), true).close();
    assertThatThrownBy(() -> open().list()).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> RunFiles.check(open(), true))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining(" is a file, expected a directory; give an empty or new one");
  }

  @Test
  void keepsRunsApartAndWhole() throws IOException {
    RunRecord record = new RunRecord("0.1.0", "2026-11-21T05:00:00Z", "{}", Map.of("java", "17"));
    try (RunDirectory run = open()) {
      RunFiles.begin(run, false, record);
      run.append(RunFiles.METRICS, "{\"round\":1}");
      ModelDirectory.write(run.folder(RunFiles.MODEL), model(1));
      ModelDirectory.write(run.folder(RunFiles.MODEL), model(2));
    }
    SavedModel read = ModelDirectory.read(open());
    assertThat(read.parameters()).containsExactly(model(2).parameters());
    assertThat(read.encoders()).isEqualTo(model(2).encoders());
    assertThat(RunRecord.read(open())).isEqualTo(record);

    assertThatThrownBy(() -> RunFiles.check(open(), false))
        .hasMessageContaining(open().description() + " holds an earlier run");
    RunFiles.begin(open(), true, record);
    assertThat(open().list()).containsExactly("run.json");
  }

  @Override
  protected RunDirectory open() throws IOException {
    return new HadoopRunDirectory(files(), new Path(root(), name));
  }

  private static SavedModel model(int seed) {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.oneHot(5),
            CellSpec.of("gru"),
            List.of(3),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            5);
    SavedModel empty =
        new SavedModel(
            "language-model",
            spec,
            LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY),
            "{}",
            Map.of(),
            Map.of("vocabulary.json", "{\"seed\":" + seed + "}"),
            new float[0]);
    return new SavedModel(
        empty.task(),
        spec,
        empty.loss(),
        empty.job(),
        empty.training(),
        empty.encoders(),
        empty.layout().initialParameters(seed));
  }
}
