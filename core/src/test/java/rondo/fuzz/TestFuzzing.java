package rondo.fuzz;

import java.io.IOException;
import java.util.List;
import rondo.checkpoint.FuzzCheckpointFiles;
import rondo.config.FuzzJobFile;
import rondo.encode.FuzzBytePairs;
import rondo.encode.FuzzEncoders;
import rondo.export.FuzzModelConfig;
import rondo.export.FuzzSafetensors;
import rondo.feature.FuzzFeatures;
import rondo.pages.FuzzPages;
import rondo.resume.FuzzLoopState;
import rondo.table.FuzzStagedShard;
import rondo.task.FuzzText;
import rondo.wire.FuzzPackedFloats;

/** Job files, model files, checkpoints, texts, staged shards, pages and what travels. */
class TestFuzzing extends AbstractTestFuzzing {
  private static final long SHORT_RUN = 5_000;

  TestFuzzing() throws IOException {
    super(
        List.of(
            new FuzzJobFile(),
            new FuzzSafetensors(),
            new FuzzModelConfig(),
            new FuzzEncoders(),
            new FuzzFeatures(),
            new FuzzCheckpointFiles(),
            new FuzzLoopState(),
            new FuzzText(),
            new FuzzBytePairs(),
            new FuzzStagedShard(),
            new FuzzPages(),
            new FuzzPackedFloats()),
        SHORT_RUN,
        List.of());
  }
}
