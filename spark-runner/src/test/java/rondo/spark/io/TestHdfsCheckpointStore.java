package rondo.spark.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import rondo.checkpoint.AbstractTestCheckpointStore;
import rondo.checkpoint.CheckpointStore;
import rondo.checkpoint.Rejected;
import rondo.checkpoint.Retention;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;

class TestHdfsCheckpointStore extends AbstractTestCheckpointStore {
  private Path folder;

  @BeforeEach
  void name(TestInfo test) {
    folder = new Path("/checkpoint-store", test.getTestMethod().orElseThrow().getName());
  }

  @Override
  protected RunDirectory run() throws IOException {
    return new HadoopRunDirectory(Hdfs.files(), folder);
  }

  @Test
  void aBlockThatIsDamagedOnItsDiskIsPassedOver() throws IOException {
    CheckpointStore store = CheckpointStore.open(run(), Retention.DEFAULT);
    for (long round = 1; round <= 2; round++) {
      store.commit(round, Map.of("state.json", out -> out.write(new byte[1000])));
    }
    RunDirectory data = run().folder(RunFiles.CHECKPOINTS).folder("data");
    RunDirectory newest = data.folder(data.list().get(1));
    Hdfs.corrupt(new Path(newest.pathOf("state.json")));

    assertThat(store.newest().orElseThrow().round()).isEqualTo(1);
    assertThat(store.rejected())
        .extracting(Rejected::reason)
        .containsExactly(
            newest.pathOf("state.json") + " is damaged: the file system finds its checksum wrong");
  }
}
