package rondo.spark.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.Test;
import rondo.checkpoint.CreateRace;
import rondo.checkpoint.RunDirectory;

class TestHdfsRunDirectory extends AbstractTestHadoopRunDirectory {
  @Override
  FileSystem files() throws IOException {
    return Hdfs.files();
  }

  @Override
  Path root() {
    return new Path("/runs");
  }

  @Test
  void opensByUri() throws IOException {
    String uri = files().getUri() + "/by-uri/run";
    try (RunDirectory run = RunDirectories.open(uri, files().getConf())) {
      run.write("x", "text".getBytes(UTF_8));
      assertThat(run).isInstanceOf(HadoopRunDirectory.class);
      assertThat(run.pathOf("x")).isEqualTo(uri + "/x");
    }
    assertThat(files().exists(new Path("/by-uri/run/x"))).isTrue();
  }

  @Test
  void oneOfManyThreadsAndProcessesCreatesAFile() throws Exception {
    CreateRace.threads(this::open, 10);
    String uri = files().getUri() + "/create-race";
    CreateRace.processes(
        () -> RunDirectories.open(uri, files().getConf()), HdfsRace.class, uri, 50);
  }

  @Test
  void linesAreVisibleWhileTheRunGoesOn() throws Exception {
    try (RunDirectory run = open()) {
      run.append("log", "one");
      Thread.sleep(1100);
      run.append("log", "two");
      try (RunDirectory reader = open();
          var in = reader.open("log")) {
        assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("one\ntwo\n");
      }
    }
  }

  @Test
  void aFullQuotaLeavesTheOldFile() throws IOException {
    RunDirectory run = open();
    run.write("x", "old".getBytes(UTF_8));
    Path folder = new Path(run.description());
    ((DistributedFileSystem) files()).setQuota(folder, Long.MAX_VALUE, 1000);
    assertThatThrownBy(() -> run.write("x", new byte[5000]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quota");
    ((DistributedFileSystem) files()).setQuota(folder, Long.MAX_VALUE, 1L << 40);
    assertThat(run.list()).containsExactly("x");
    assertThat(run.read("x", 10)).asString(UTF_8).isEqualTo("old");
  }
}
