package rondo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import rondo.data.LocalFileAccess;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.StagedFile.Sequence;
import rondo.table.StagedFile.Step;

class TestTableDamage {
  private static void assertCorrupt(ThrowingCallable read, String reason) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT))
        .hasMessageContaining(reason)
        .hasMessageEndingWith("start the run again, which stages its data anew");
  }

  /** Numbers and texts on three blocks or so. */
  private static StagedFile large() throws IOException {
    TableSchema schema =
        new TableSchema(
            List.of(),
            TimeKind.PLACE,
            List.of(),
            List.of(Field.of("x", ValueType.NUMBER), Field.of("t", ValueType.TEXT)));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 15_000; i++) {
      steps.add(new Step(Split.TRAIN, i, List.of(Math.sin(i), "w" + i % 7)));
    }
    return new StagedFile(
        schema, List.of(new Sequence(Split.TRAIN, List.of(), "f:1", List.of(), steps)));
  }

  @Property(tries = 4)
  void everyTruncationIsRefused(@ForAll long seed) throws IOException {
    RandomTable table = new RandomTable(seed);
    try (StagedFile file = new StagedFile(table.schema, table.sequences)) {
      byte[] bytes = file.bytes();
      for (int size = 0; size < bytes.length; size += 1 + bytes.length / 200) {
        Files.write(file.path, Arrays.copyOf(bytes, size));
        assertCorrupt(file::read, file.path + " is damaged in the block at byte ");
      }
    }
  }

  @Property(tries = 4)
  void everyChangedByteIsRefused(@ForAll long seed) throws IOException {
    RandomTable table = new RandomTable(seed);
    Random random = new Random(seed);
    try (StagedFile file = new StagedFile(table.schema, table.sequences)) {
      byte[] bytes = file.bytes();
      for (int at = 0; at < bytes.length; at += 1 + bytes.length / 300) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 + random.nextInt(255));
        Files.write(file.path, changed);
        assertCorrupt(file::read, file.path + " is damaged in the block at byte ");
      }
    }
  }

  /** Bytes that were changed and have the right checksum: data or a refusal, and nothing else. */
  @Property(tries = 150)
  void forgedBytesAreNoTrap(@ForAll long seed) throws IOException {
    RandomTable table = new RandomTable(seed);
    Random random = new Random(seed);
    try (StagedFile file = new StagedFile(table.schema, table.sequences)) {
      byte[] bytes = file.bytes();
      int from = BlockOutput.HEADER + Integer.BYTES;
      int to = bytes.length - Integer.BYTES;
      if ((int) BlockOutput.INT.get(bytes, BlockOutput.HEADER) >= 0) {
        return; // more than one block
      }
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        bytes[from + random.nextInt(to - from)] = (byte) random.nextInt(256);
      }
      CRC32C checksum = new CRC32C();
      checksum.update(new byte[Long.BYTES]); // the number of the block
      checksum.update(bytes, BlockOutput.HEADER, to - BlockOutput.HEADER);
      BlockOutput.INT.set(bytes, to, (int) checksum.getValue());
      Files.write(file.path, bytes);
      try {
        assertThat(file.read()).hasSize(table.sequences.size());
      } catch (RondoException e) {
        assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT);
      }
    }
  }

  @Test
  void aFileThatEndsWithABlockIsRefused() throws IOException {
    try (StagedFile file = large()) {
      byte[] bytes = file.bytes();
      int block = Integer.BYTES + BlockOutput.BLOCK + Integer.BYTES;
      Files.write(file.path, Arrays.copyOf(bytes, BlockOutput.HEADER + 2 * block));
      assertCorrupt(
          file::read,
          "it ends after " + (24 + 2 * block) + " bytes, but was written with " + bytes.length);
    }
  }

  @Test
  void blocksThatChangedPlacesAreRefused() throws IOException {
    try (StagedFile file = large()) {
      byte[] bytes = file.bytes();
      byte[] changed = bytes.clone();
      int block = Integer.BYTES + BlockOutput.BLOCK + Integer.BYTES;
      System.arraycopy(bytes, 24, changed, 24 + block, block);
      System.arraycopy(bytes, 24 + block, changed, 24, block);
      Files.write(file.path, changed);
      assertCorrupt(file::read, "at byte 24: its checksum is wrong");
    }
  }

  @Test
  void bytesAfterTheEndAreRefused() throws IOException {
    try (StagedFile file = large()) {
      byte[] bytes = file.bytes();
      Files.write(file.path, Arrays.copyOf(bytes, bytes.length + 1));
      assertCorrupt(file::read, "it has more than " + bytes.length + " bytes");
    }
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    try (StagedFile file = large()) {
      Table.Shard shard = file.shard;
      file.shard =
          new Table.Shard(shard.path(), shard.bytes(), shard.sequences(), shard.steps() + 1);
      assertCorrupt(file::read, "it has 1 sequences and 15000 time steps, expected 1 and 15001");
      file.shard = shard;
      TableSchema other = new TableSchema(List.of(), TimeKind.PLACE, List.of(), List.of());
      Table table = new Table(other, List.of(shard), new LocalFileAccess());
      assertCorrupt(() -> table.open(0), "it has other columns than the table");
      Files.writeString(file.path, "id,x,y\n".repeat(100));
      assertCorrupt(file::read, "at byte 0: its checksum is wrong");
    }
  }

  @Test
  void aFileThatWasNotFinishedIsRefused() throws IOException {
    try (StagedFile file = large()) {
      try (TableWriter writer = new TableWriter(Files.newOutputStream(file.path), file.schema)) {
        writer.sequence(Split.TRAIN, new String[0], "f", new Object[0]);
      }
      assertCorrupt(file::read, "it ends after 24 bytes");
    }
  }
}
