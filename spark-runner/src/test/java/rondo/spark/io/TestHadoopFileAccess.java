package rondo.spark.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.data.FileAccess;
import scala.reflect.ClassTag$;

class TestHadoopFileAccess {
  /** What the files are on. */
  enum Storage {
    DISK,
    HDFS,
    S3
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void listsAndReads(Storage storage) throws IOException {
    String root = root(storage) + "/listed";
    for (String name : List.of("b.txt", "a/2.txt", "a/10.txt", "a/.hidden", "_SUCCESS", "_x/y")) {
      create(root + "/" + name, "text of " + name);
    }
    FileAccess files = executorCopy(new HadoopFileAccess(configuration(storage)));
    assertThat(files.list(root))
        .containsExactly(
            new FileAccess.Entry(root + "/a/10.txt", 16),
            new FileAccess.Entry(root + "/a/2.txt", 15),
            new FileAccess.Entry(root + "/b.txt", 13));
    assertThat(files.list(root + "/a/2.txt")).hasSize(1);
    assertThat(files.list(root + "/a/*.txt")).hasSize(2);
    assertThat(files.list(root + "/{a,b.txt}")).hasSize(3);
    assertThat(files.list(root + "/*")).hasSize(3);
    assertThat(files.list(root + "/")).hasSize(3);
    try (InputStream in = files.open(root + "/a/10.txt", 5)) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("of a/10.txt");
    }
    try (InputStream in = files.open(root + "/b.txt", 13)) {
      assertThat(in.read()).isEqualTo(-1);
    }
    for (String missing : List.of("/none", "/none*", "/none/x.txt")) {
      assertThatThrownBy(() -> files.list(root + missing))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessage(root + missing);
    }
    assertThatThrownBy(() -> files.open(root + "/none", 0)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"HDFS", "S3"})
  void theRootIsAFolderLikeAnyOther(Storage storage) throws IOException {
    create(root(storage) + "/root.txt", "text");
    FileAccess files = new HadoopFileAccess(configuration(storage));
    for (String root : List.of(root(storage), root(storage) + "/")) {
      assertThat(files.list(root)).contains(new FileAccess.Entry(root(storage) + "/root.txt", 4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesThatLookLikeGlobsOrUrisAreTakenAsTheyAre(Storage storage) throws IOException {
    List<String> names =
        new ArrayList<>(
            List.of("a[1].txt", "d e+.txt", "f*.txt", "é.txt", "100%25.txt", "#1?.txt"));
    if (storage != Storage.HDFS) {
      names.add("b:c.txt"); // which HDFS refuses
    }
    String root = root(storage) + "/names";
    for (String name : names) {
      create(root + "/" + name, name);
    }
    create(root + "/foo.txt", "another one that f*.txt fits");
    FileAccess files = new HadoopFileAccess(configuration(storage));
    List<FileAccess.Entry> entries = files.list(root);
    assertThat(entries)
        .extracting(FileAccess.Entry::path)
        .contains(names.stream().map(name -> root + "/" + name).toArray(String[]::new))
        .hasSize(names.size() + 1);
    for (FileAccess.Entry entry : entries) {
      assertThat(files.list(entry.path())).containsExactly(entry);
      try (InputStream in = files.open(entry.path(), 0)) {
        assertThat(in.readAllBytes()).hasSize((int) entry.length());
      }
    }
  }

  @Test
  void relativePathsStartWhereTheDriverWasStarted() throws IOException {
    FileAccess files = executorCopy(new HadoopFileAccess(configuration()));
    String here = Path.of("pom.xml").toAbsolutePath().toString();
    assertThat(files.list("pom.xml")).extracting(FileAccess.Entry::path).containsExactly(here);
    assertThat(files.list(Path.of("pom.xml").toUri().toString())).hasSize(1);
  }

  @Test
  void settingsOfTheDriverReachExecutors() throws IOException {
    Configuration configuration = configuration();
    configuration.set("fs.nowhere.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    byte[] bytes = serialized(new HadoopFileAccess(configuration));
    // Not the thousands of defaults.
    assertThat(bytes.length).isLessThan(10_000);
    assertThat(new String(bytes, UTF_8))
        .contains("fs.nowhere.impl")
        .doesNotContain("io.file.buffer");
  }

  private static Configuration configuration() {
    return new Configuration();
  }

  private static Configuration configuration(Storage storage) throws IOException {
    return storage == Storage.S3 ? S3Server.shared().configuration() : configuration();
  }

  /** The URI of a folder that exists, without a slash at its end. */
  private String root(Storage storage) throws IOException {
    return switch (storage) {
      case DISK -> folder.toString();
      case HDFS -> Hdfs.files().getUri().toString();
      case S3 -> S3Server.shared().root();
    };
  }

  private static void create(String path, String text) throws IOException {
    if (HadoopPaths.isLocal(path)) {
      Files.createDirectories(Path.of(path).getParent());
      Files.writeString(Path.of(path), text);
      return;
    }
    FileSystem files =
        path.startsWith(S3Server.shared().root()) ? S3Server.shared().files() : Hdfs.files();
    try (OutputStream out = files.create(new org.apache.hadoop.fs.Path(path))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  /** What an executor gets: no field that is not serialized. */
  private static FileAccess executorCopy(FileAccess files) {
    ByteArrayInputStream in = new ByteArrayInputStream(serialized(files));
    return serializer()
        .deserializeStream(in)
        .<FileAccess>readObject(ClassTag$.MODULE$.apply(FileAccess.class));
  }

  private static byte[] serialized(FileAccess files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    serializer()
        .serializeStream(out)
        .writeObject(files, ClassTag$.MODULE$.apply(FileAccess.class))
        .close();
    return out.toByteArray();
  }

  private static org.apache.spark.serializer.SerializerInstance serializer() {
    return new JavaSerializer(new SparkConf(false)).newInstance();
  }
}
