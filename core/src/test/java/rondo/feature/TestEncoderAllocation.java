package rondo.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.RangeScanner;
import rondo.feature.FeatureSpec.Kind;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.ValueType;

/** A warm encoder takes no memory for a time step, whatever kinds of features it has. */
class TestEncoderAllocation {
  private static final int STEPS = 1000;

  @TempDir Path folder;

  @Test
  void aWarmStepAllocatesNothing() throws IOException {
    Tables rows =
        new Tables(
            List.of(Field.of("city", ValueType.TEXT)),
            List.of(
                Field.of("x", ValueType.NUMBER),
                Field.numbers("v", 3),
                Field.of("word", ValueType.TEXT),
                Field.of("set", ValueType.TEXTS)));
    rows.sequence("Oslo");
    for (int i = 0; i < STEPS; i++) {
      rows.step((double) i, new double[] {i, 1, 2}, "Word" + i % 50, List.of("A", "b" + i % 3));
    }
    Table table = rows.stage(folder, 1);
    Features features =
        Features.fit(
            List.of(
                FeatureSpec.of("x"),
                FeatureSpec.of("v"),
                Specs.of("word", Kind.CATEGORY, 8, 1, 0, true),
                Specs.of("word", Kind.AFFIXES, 4),
                Specs.of("set", Kind.SET, 0, 1, 0, true),
                Specs.perSequence("city", Kind.CATEGORY, 0)),
            table,
            RangeScanner.LOCAL);
    Features.Encoder encoder = features.encoder(table.schema());
    float[] sum = new float[1];
    StepSink sink = (tokens, real) -> sum[0] += tokens[0] + real[0];
    // All texts of this file are kept by the reader, so a warm one allocates nothing either.
    long least = Long.MAX_VALUE;
    for (int time = 0; time < 200 && least > 0; time++) {
      try (TableReader reader = table.open(0)) {
        reader.nextSequence();
        encodeHalf(encoder, reader, sink);
        long before = allocated();
        encodeHalf(encoder, reader, sink);
        least = Math.min(least, allocated() - before - measuring());
      }
    }
    assertThat(least).isLessThanOrEqualTo(0);
    assertThat(sum[0]).isNotZero();
  }

  private static void encodeHalf(Features.Encoder encoder, TableReader reader, StepSink sink)
      throws IOException {
    for (int t = 0; t < STEPS / 2 && reader.nextStep(); t++) {
      encoder.step(reader.sequence(), reader.step(), sink);
    }
  }

  /** Bytes that asking takes. */
  private static long measuring() {
    long before = allocated();
    return allocated() - before;
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
