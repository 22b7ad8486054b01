package rondo.spark.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/**
 * The ground that commits on S3 stand on, by Hadoop's API alone: of any number of writers who
 * create a file if there is none, one succeeds, and the others are told.
 */
@Timeout(300)
class TestS3PutIfAbsent {
  private static final String OPTION = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
  private static final int WRITERS = 8;
  private static final int RACES = 20;
  private static final int PART = 5 << 20; // the least that S3 takes

  private FileSystem files;
  private Path folder;

  @BeforeEach
  void open(TestInfo test) throws IOException {
    files = S3Server.shared().files();
    folder = new Path("/put-if-absent/" + test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void refusesASecondCreation() throws IOException {
    Path path = new Path(folder, "x");
    put(path, "first");
    assertThatThrownBy(() -> put(path, "second"))
        .isExactlyInstanceOf(RemoteFileChangedException.class);
    assertThat(read(path)).isEqualTo("first");
  }

  @Test
  void refusesWhoClosesLast() throws IOException {
    Path path = new Path(folder, "x");
    FSDataOutputStream first = create(files, path);
    FSDataOutputStream second = create(files, path);
    first.write("first".getBytes(UTF_8));
    second.write("second".getBytes(UTF_8));
    second.close();
    assertThatThrownBy(first::close).isExactlyInstanceOf(RemoteFileChangedException.class);
    assertThat(read(path)).isEqualTo("second");
  }

  @Test
  void s3aSaysThatItCan() throws IOException {
    assertThat(files.hasPathCapability(folder, OPTION)).isTrue();
  }

  @Test
  void refusesASecondUploadInParts() throws IOException {
    Path path = new Path(folder, "x");
    try (FileSystem inParts = S3Server.shared().filesInParts(PART)) {
      FSDataOutputStream first = create(inParts, path);
      FSDataOutputStream second = create(inParts, path);
      first.write(new byte[2 * PART]);
      second.write(new byte[3 * PART]);
      first.close();
      assertThatThrownBy(second::close).isExactlyInstanceOf(RemoteFileChangedException.class);
      assertThatThrownBy(() -> put(path, "third"))
          .isExactlyInstanceOf(RemoteFileChangedException.class);
      assertThat(files.getFileStatus(path).getLen()).isEqualTo(2 * PART);
      assertThat(S3Server.shared().openUploads(path)).isZero();
    }
  }

  @Test
  void oneOfManyWritersSucceeds() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int race = 0; race < RACES; race++) {
        Path path = new Path(folder, "x" + race);
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<Future<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          String text = "writer " + i;
          writers.add(pool.submit(writer(path, text, start)));
        }
        List<String> winners = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          if (writers.get(i).get()) {
            winners.add("writer " + i);
          }
        }
        assertThat(winners).containsExactly(read(path));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Tells whether it was the one. */
  private Callable<Boolean> writer(Path path, String text, CyclicBarrier start) {
    return () -> {
      FSDataOutputStream out = create(files, path);
      out.write(text.getBytes(UTF_8));
      start.await();
      try {
        out.close();
        return true;
      } catch (RemoteFileChangedException e) {
        return false;
      }
    };
  }

  private static FSDataOutputStream create(FileSystem files, Path path) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
    builder.must(OPTION, true);
    return builder.build();
  }

  private void put(Path path, String text) throws IOException {
    FSDataOutputStream out = create(files, path);
    out.write(text.getBytes(UTF_8));
    out.close();
  }

  private String read(Path path) throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
