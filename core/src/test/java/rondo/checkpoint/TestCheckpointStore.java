package rondo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCheckpointStore extends AbstractTestCheckpointStore {
  @TempDir Path folder;

  @Override
  protected RunDirectory run() {
    return new LocalRunDirectory(folder.resolve("run"));
  }

  @Test
  void theLargestNumberOfFilesWithTheLongestNamesFits() {
    Map<String, RunDirectory.Content> files = new LinkedHashMap<>();
    for (int i = 0; i < Manifest.MAX_FILES; i++) {
      files.put("x".repeat(57) + String.format("%03d.bin", i), out -> out.write(1));
    }
    CheckpointStore store = CheckpointStore.open(run(), Retention.DEFAULT);
    store.commit(1, files);
    assertThat(store.newest().orElseThrow().names()).containsExactlyElementsOf(files.keySet());
  }
}
