package rondo.checkpoint;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TestCheckpointStore extends AbstractTestCheckpointStore {
  @TempDir Path folder;

  @Override
  protected RunDirectory run() {
    return new LocalRunDirectory(folder.resolve("run"));
  }
}
