package rondo.fuzz;

import java.util.List;
import rondo.checkpoint.FuzzCheckpointFiles;
import rondo.config.FuzzJobFile;
import rondo.encode.FuzzBytePairs;
import rondo.encode.FuzzEncoders;
import rondo.export.FuzzModelConfig;
import rondo.export.FuzzSafetensors;
import rondo.feature.FuzzFeatures;
import rondo.resume.FuzzLoopState;
import rondo.table.FuzzStagedShard;
import rondo.task.FuzzText;

/** Job files, model files, checkpoints, texts and staged shards. */
class TestFuzzing extends AbstractTestFuzzing {
  private static final long SHORT_RUN = 40_000;

  TestFuzzing() {
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
            new FuzzStagedShard()),
        SHORT_RUN,
        List.of());
  }
}
