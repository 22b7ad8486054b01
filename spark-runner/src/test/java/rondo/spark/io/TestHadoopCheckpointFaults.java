package rondo.spark.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.checkpoint.FaultCases;
import rondo.checkpoint.Faults.Mode;
import rondo.checkpoint.Scratch;

/** Every operation on HDFS and on object stores fails once, in every way. */
class TestHadoopCheckpointFaults {
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Scratch.folder();
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Scratch.delete(folder);
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatEndsAtAFaultIsWhole(FaultFileSystem.Promises promises) throws IOException {
    assertThat(cases(promises).run(EnumSet.allOf(Mode.class), false)).isGreaterThan(400);
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatGoesOnAfterAFaultIsWhole(FaultFileSystem.Promises promises) throws IOException {
    EnumSet<Mode> survived = EnumSet.of(Mode.BEFORE, Mode.LOST_ANSWER, Mode.PARTIAL);
    assertThat(cases(promises).run(survived, true)).isGreaterThan(200);
  }

  private FaultCases cases(FaultFileSystem.Promises promises) {
    return new FaultCases(
        folder,
        (path, faults) ->
            new HadoopRunDirectory(
                FaultFileSystem.create(promises, faults),
                new org.apache.hadoop.fs.Path(path.toString())),
        false);
  }
}
