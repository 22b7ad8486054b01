package rondo.spark.io;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.io.TempDir;

class TestObjectStoreRunDirectory extends AbstractTestHadoopRunDirectory {
  @TempDir java.nio.file.Path folder;

  @Override
  FileSystem files() throws IOException {
    return ObjectStore.create();
  }

  @Override
  Path root() {
    return new Path(folder.toUri());
  }
}
