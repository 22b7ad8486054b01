package rondo.spark.io;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import rondo.checkpoint.AbstractTestCheckpointStore;
import rondo.checkpoint.RunDirectory;

/** Against a real server: whether a name is free is for the server to say. */
class TestS3CheckpointStore extends AbstractTestCheckpointStore {
  private Path folder;

  @BeforeEach
  void name(TestInfo test) {
    folder = new Path("/checkpoint-store", test.getTestMethod().orElseThrow().getName());
  }

  @Override
  protected RunDirectory run() throws IOException {
    return new HadoopRunDirectory(S3Server.shared().files(), folder);
  }
}
