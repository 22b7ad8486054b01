package rondo.spark.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.checkpoint.RunRecord;

class TestS3RunDirectory extends AbstractTestHadoopRunDirectory {
  private static final int PART = 5 << 20; // the least that S3 takes

  @Override
  FileSystem files() throws IOException {
    return S3Server.shared().files();
  }

  @Override
  Path root() {
    return new Path("/runs");
  }

  @Test
  void aWholeBucketIsADirectoryLikeAnyOther() throws IOException {
    S3Server.shared().createBucket("run-in-root");
    RunRecord record = new RunRecord("0.1.0", "2026-11-21T05:00:00Z", "{}", Map.of("java", "17"));
    for (String uri : List.of("s3a://run-in-root", "s3a://run-in-root/")) {
      try (RunDirectory run = RunDirectories.open(uri, S3Server.shared().configuration())) {
        RunFiles.begin(run, true, record);
        run.append(RunFiles.METRICS, "{}");
        run.folder("model").write("config.json", "{}".getBytes(UTF_8));
        assertThat(run.pathOf("x")).isEqualTo("s3a://run-in-root/x");
        assertThat(run.folder("model").pathOf("x")).isEqualTo("s3a://run-in-root/model/x");
      }
      try (RunDirectory run = RunDirectories.open(uri, S3Server.shared().configuration())) {
        assertThat(run.list()).containsExactly("metrics.jsonl", "model", "run.json");
      }
    }
  }

  @Test
  void aFailedWriteInPartsLeavesNoParts() throws IOException {
    Path folder = new Path(root(), "in-parts");
    try (FileSystem inParts = S3Server.shared().filesInParts(PART)) {
      RunDirectory run = new HadoopRunDirectory(inParts, folder);
      run.write("x", new byte[2 * PART + 1]);
      assertThat(run.length("x")).hasValue(2 * PART + 1);
      assertThatThrownBy(
              () ->
                  run.write(
                      "x",
                      out -> {
                        out.write(new byte[3 * PART]);
                        assertThat(S3Server.shared().openUploads(folder)).isPositive();
                        throw new IOException("the source failed");
                      }))
          .hasMessage("the source failed");
      assertThat(run.list()).containsExactly("x");
      assertThat(run.length("x")).hasValue(2 * PART + 1);
      assertThat(S3Server.shared().openUploads(folder)).isZero();
    }
  }
}
