package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.ByteRange;
import rondo.data.ByteSpace;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;

class TestTextCuts {
  /** Equal numbers of bytes, whatever they hold: floor(bytes * shard / shards). */
  private static long equalBytes(long bytes, int shard, int shards) {
    return bytes / shards * shard + bytes % shards * shard / shards;
  }

  @Property
  void onePartIsCutByBytes(
      @ForAll @LongRange(min = 1, max = 1L << 50) long bytes,
      @ForAll @LongRange(min = 1, max = 1L << 50) long characters,
      @ForAll @IntRange(min = 1, max = 1 << 20) int shards) {
    TextCuts cuts = new TextCuts(new long[] {7, 7 + bytes}, new long[] {characters});
    for (int shard : new int[] {0, 1, shards / 2, shards - 1, shards}) {
      assertThat(cuts.position(shard, shards)).isEqualTo(7 + equalBytes(bytes, shard, shards));
    }
  }

  @Property
  void charactersOfOneByteAreCutByBytes(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(max = 1L << 40) Long> sizes,
      @ForAll @IntRange(min = 1, max = 99) int shards) {
    long[] parts = sizes.stream().mapToLong(Long::longValue).toArray();
    long[] positions = new long[parts.length + 1];
    for (int i = 0; i < parts.length; i++) {
      positions[i + 1] = positions[i] + parts[i];
    }
    TextCuts cuts = new TextCuts(positions, parts);
    long bytes = LongStream.of(parts).sum();
    for (int shard = 0; shard <= shards; shard++) {
      assertThat(cuts.position(shard, shards)).isEqualTo(equalBytes(bytes, shard, shards));
    }
  }

  @Test
  void partsOfLongCharactersMakeLongShards(@TempDir Path folder) throws IOException {
    // 3,000 characters of one byte, 3,000 of three, 3,000 of four: by bytes the first of four
    // shards would have 4,000 of them and the last one 1,500.
    String text = "a".repeat(3000) + "語".repeat(3000) + "😀".repeat(3000);
    Path file = Files.writeString(folder.resolve("text"), text);
    LocalFileAccess files = new LocalFileAccess();
    ByteSpace space = new ByteSpace(files.list(file.toString()));
    TextSource source = new TextSource(files, space, false);
    TextSplits splits = TextSplits.of(DataSpec.ofPath(file.toString(), 0, 0), source);
    TextSurvey survey = TextSurvey.of(source, splits, RangeScanner.LOCAL, 100);
    TextCuts cuts = survey.cuts().get(Split.TRAIN);
    long before = 0;
    for (int shard = 0; shard < 4; shard++) {
      long from = space.snap(files, cuts.position(shard, 4));
      long to = space.snap(files, cuts.position(shard + 1, 4));
      assertThat(from).isEqualTo(before);
      before = to;
      TextScan scan = TextScan.of(files, space.ranges(from, to).toArray(ByteRange[]::new));
      assertThat(scan.counts().total()).isBetween(2200L, 2300L);
    }
    assertThat(before).isEqualTo(space.length());
    assertThat(survey.cuts().get(Split.TEST).position(1, 3)).isEqualTo(space.length());
  }
}
