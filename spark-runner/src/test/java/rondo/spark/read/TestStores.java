package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.spark.read.Tables.column;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.Contexts;
import rondo.spark.io.Hdfs;
import rondo.spark.io.S3Server;
import rondo.spark.read.Tables.Source;

/** Tables on HDFS and S3, read from there and staged there. */
class TestStores {
  private static final String CSV = "k,t,v\na,2,1\na,1,2\nb,1,3\n";
  private static final List<String> EXPECTED =
      List.of("a [] TEST 1[2.0] 2[1.0]", "b [] TEST 1[3.0]");

  private final JavaSparkContext spark = Contexts.on("local[2]");

  @Test
  void hdfs() throws IOException {
    FileSystem files = Hdfs.files();
    check(files, files.getUri() + "/tables", new Configuration());
  }

  @Test
  void s3() throws IOException {
    S3Server server = S3Server.shared();
    Configuration configuration = server.configuration();
    server.settings().forEach((key, value) -> spark.hadoopConfiguration().set(key, value));
    for (String key : List.of("fs.s3a.access.key", "fs.s3a.secret.key")) {
      spark.hadoopConfiguration().set(key, configuration.get(key));
    }
    check(server.files(), server.root() + "/tables", configuration);
  }

  private void check(FileSystem files, String root, Configuration configuration)
      throws IOException {
    try (OutputStream out = files.create(new Path(root + "/t.csv"))) {
      out.write(CSV.getBytes(StandardCharsets.UTF_8));
    }
    Tables.session()
        .sql("SELECT 'a' k, 2 t, 1 v UNION ALL SELECT 'a', 1, 2 UNION ALL SELECT 'b', 1, 3")
        .write()
        .parquet(root + "/t.parquet");
    TableStager stager = new TableStager(spark, configuration, line -> {});
    for (String name : List.of("t.csv", "t.parquet")) {
      String staged = root + "/staged-" + name;
      Source source = Source.of(root + "/" + name).steps("t", "k");
      try (StagedTable table = stager.stage(source.spec(), List.of(column("v")), 2, staged)) {
        assertThat(files.exists(new Path(staged))).isTrue();
        List<String> all = Tables.sequences(table);
        Collections.sort(all);
        assertThat(all).isEqualTo(EXPECTED);
      }
      assertThat(files.exists(new Path(staged))).isFalse();
    }
    assertThatThrownBy(
            () ->
                stager.stage(
                    Source.of(root + "/none").spec(), List.of(column("v")), 1, root + "/staged"))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "data.path: there is nothing at " + root + "/none; give a file or folder that exists")
        .satisfies(e -> assertThat(((RondoException) e).exitCode()).isEqualTo(ExitCode.NO_INPUT));
  }
}
