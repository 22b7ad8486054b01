package rondo.spark.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.error.RondoException;

/** The same folder on a local disk and on HDFS. */
class TestSharedFolder {
  @TempDir Path disk;

  @Test
  void onTheLocalDisk() throws IOException {
    String path = disk + "/a/b";
    check(path);
    assertThat(Path.of(path)).doesNotExist();
    assertThat(Path.of(path).getParent()).isEmptyDirectory();
  }

  @Test
  void onHdfs() throws IOException {
    FileSystem files = Hdfs.files();
    String path = files.getUri() + "/shared/b";
    check(path);
    assertThat(files.exists(new org.apache.hadoop.fs.Path(path))).isFalse();
  }

  private static void check(String path) throws IOException {
    SharedFolder folder = SharedFolder.create(path, new Configuration());
    folder.require();
    assertThat(folder.name()).isEqualTo("b");
    try (OutputStream out = folder.create("one")) {
      out.write(7);
    }
    assertThat(folder.exists("one")).isTrue();
    assertThat(folder.exists("two")).isFalse();
    try (InputStream in = folder.open("one")) {
      assertThat(in.readAllBytes()).containsExactly(7);
    }
    try (InputStream in = new HadoopFileAccess(new Configuration()).open(folder.pathOf("one"), 0)) {
      assertThat(in.readAllBytes()).containsExactly(7);
    }
    Exception failure = new Exception();
    folder.deleteQuietly("one", failure);
    folder.deleteQuietly("two", failure);
    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(folder.exists("one")).isFalse();
    folder.create("three").close();
    folder.delete();
    folder.delete(); // once more does no harm
  }

  @Test
  void machineThatDoesNotSeeItIsTold() throws IOException {
    SharedFolder folder = SharedFolder.create(disk + "/there", new Configuration());
    Files.delete(disk.resolve("there"));
    assertThatThrownBy(folder::require)
        .isInstanceOf(RondoException.class)
        .hasMessage(
            disk
                + "/there is on the disk of the driver and an executor does not see it, expected a"
                + " folder that all of them see; give an output on HDFS or S3, or on a shared disk");
  }
}
