package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.spark.read.Tables.column;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.Contexts;
import rondo.spark.read.Tables.Source;

/** Files in folders below the one that is read. */
class TestSubfolders {
  @TempDir Path folder;

  private List<String> told(Source source) throws IOException {
    List<String> told = new ArrayList<>();
    String staged = folder.resolve("staged-" + System.nanoTime()).toString();
    new TableStager(Contexts.on("local[2]"), new Configuration(), told::add)
        .stage(source.spec(), List.of(column("v")), 1, staged)
        .close();
    return told;
  }

  @Test
  void filesThatAreNotReadAreTold() throws IOException {
    Path table = folder.resolve("t");
    Tables.write(table.resolve("1.csv"), "v", "1");
    Tables.write(table.resolve("a/2.csv"), "v", "2");
    Tables.write(table.resolve("a/b/3.csv"), "v", "3");
    assertThat(told(Source.of(table)))
        .contains(
            "2 files below "
                + table
                + " not read: in subfolders, or left out by data.options; subfolders are read with"
                + " data.options { recursiveFileLookup = true }")
        .anyMatch(line -> line.startsWith("staged 1 sequences"));
    assertThat(told(Source.of(table).options(Map.of("recursiveFileLookup", "true"))))
        .noneMatch(line -> line.contains("not read"))
        .anyMatch(line -> line.startsWith("staged 3 sequences"));
    Path byValue = folder.resolve("p");
    Tables.write(byValue.resolve("k=1/2.csv"), "v", "2");
    assertThat(told(Source.of(byValue))).noneMatch(line -> line.contains("not read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "parquet", "text"})
  void aFolderOfWhichNothingIsReadIsRefused(String format) throws IOException {
    Path table = folder.resolve("only-" + format);
    Tables.write(table.resolve("a/2.x"), "v", "2");
    assertThatThrownBy(() -> told(Source.of(table).as(format)))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "data.path: "
                + table
                + " has 1 file below it and none is read, expected some that are not in"
                + " subfolders; give the subfolder, or set data.options {"
                + " recursiveFileLookup = true }")
        .extracting("exitCode")
        .isEqualTo(ExitCode.NO_INPUT);
  }
}
