package rondo.spark.io;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.CreateRace;
import rondo.checkpoint.Faults;

/** A store that can create a file only if it is absent. */
class TestConditionalRunDirectory extends AbstractTestHadoopRunDirectory {
  @TempDir java.nio.file.Path folder;

  private FileSystem files;

  @BeforeEach
  void create() throws IOException {
    files = FaultFileSystem.create(FaultFileSystem.Promises.S3, Faults.none());
  }

  @Override
  FileSystem files() {
    return files;
  }

  @Override
  Path root() {
    return new Path(folder.toString());
  }

  @Test
  void oneOfManyThreadsCreatesAFile() throws Exception {
    CreateRace.threads(this::open, 200);
  }
}
