package rondo.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.LocalRunDirectory;
import rondo.checkpoint.RunDirectory;

/** Kills the writer before and after every single thing that it does to the directory. */
class TestModelReplacement {
  private static final SavedModel OLD = SmallModels.model(1);
  private static final SavedModel NEW = SmallModels.model(2);

  @TempDir Path folder;

  @Test
  void aWholeModelIsThereWheneverTheWriterDies() throws IOException {
    int operations = operationsOf(folder.resolve("control"));
    assertThat(operations).isGreaterThan(10);
    int news = 0;
    for (int n = 1; n <= operations; n++) {
      for (boolean after : new boolean[] {false, true}) {
        Path path = folder.resolve("run-" + n + after);
        RunDirectory directory = new LocalRunDirectory(path);
        ModelDirectory.write(directory, OLD);
        CrashingDirectory crashing = new CrashingDirectory(directory, n, after);
        assertThatThrownBy(() -> ModelDirectory.write(crashing, NEW)).hasMessage("crashed");

        boolean isNew = isNew(directory);
        news += isNew ? 1 : 0;
        // The next writer dies as well, anywhere, and still nothing is lost.
        int second = 1 + n * 7 % operations;
        CrashingDirectory again = new CrashingDirectory(directory, second, false);
        assertThatThrownBy(() -> ModelDirectory.write(again, isNew ? OLD : NEW))
            .hasMessage("crashed");
        isNew(directory);

        SavedModel last = SmallModels.model(3);
        ModelDirectory.write(directory, last);
        TestModelDirectory.assertSame(ModelDirectory.read(directory), last);
        assertThat(directory.list()).hasSize(4);
      }
    }
    assertThat(news).isBetween(operations / 2, 2 * operations - 2);
  }

  private static int operationsOf(Path path) throws IOException {
    RunDirectory directory = new LocalRunDirectory(path);
    ModelDirectory.write(directory, OLD);
    CrashingDirectory counting = new CrashingDirectory(directory, Integer.MAX_VALUE, false);
    ModelDirectory.write(counting, NEW);
    return counting.operations();
  }

  /** Fails unless the model is exactly one of the two. */
  private static boolean isNew(RunDirectory directory) throws IOException {
    SavedModel model = ModelDirectory.read(directory);
    boolean isNew = model.training().equals(NEW.training());
    TestModelDirectory.assertSame(model, isNew ? NEW : OLD);
    return isNew;
  }
}
