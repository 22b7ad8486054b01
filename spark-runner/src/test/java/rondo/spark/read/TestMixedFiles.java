package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.spark.read.Tables.column;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.error.RondoException;
import rondo.spark.read.Tables.Source;
import rondo.table.ColumnRequest;
import rondo.table.ValueType;

/** Files of one source that do not have the same columns. */
class TestMixedFiles {
  private static final ColumnRequest V = column("v", ValueType.NUMBER);

  @TempDir Path folder;

  @Test
  void filesWithOtherColumnsAreRefused() throws IOException {
    Tables.write(folder.resolve("c/1.csv"), "k,t,v", "a,1,1");
    Tables.write(folder.resolve("c/2.csv"), "k,v,t", "a,1,1");
    assertThatThrownBy(() -> Tables.stage(Source.of(folder.resolve("c")).steps("t", "k"), 1, V))
        .isInstanceOf(RondoException.class)
        .hasMessageStartingWith(
            "The files at " + folder + "/c differ in their header, expected one")
        .hasMessageContaining(", Header: k, ")
        .hasMessageContaining(", CSV file: file://");
    for (String format : List.of("parquet", "orc")) {
      Path table = folder.resolve(format);
      String first = table + "/1." + format;
      Tables.session()
          .sql("SELECT 'a' k, 1 t, 1.5D v")
          .coalesce(1)
          .write()
          .format(format)
          .save(table + "-1");
      Tables.session()
          .sql("SELECT 'a' k, 2 t, 'x' v")
          .coalesce(1)
          .write()
          .format(format)
          .save(table + "-2");
      Files.createDirectories(table);
      move(table + "-1", format, first);
      move(table + "-2", format, table + "/2." + format);
      assertThatThrownBy(() -> Tables.stage(Source.of(table).steps("t", "k"), 1, V))
          .isInstanceOf(RondoException.class)
          .hasMessageStartingWith("The files at " + table + " differ in column v: ")
          .hasMessageContaining(first)
          .hasMessageEndingWith("expected one type in all files; convert them, or read them apart");
      assertThat(Tables.sorted(Source.of(table).steps("t", "k"), column("t")))
          .containsExactly("a [] TEST 1[1.0] 2[2.0]");
    }
  }

  private static void move(String from, String format, String to) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(from))) {
      Path part = files.filter(file -> file.toString().endsWith("." + format)).findFirst().get();
      Files.move(part, Path.of(to));
    }
  }
}
