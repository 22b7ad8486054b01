package rondo.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;
import rondo.loss.LossSpec;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;

/** The file {@code config.json} of a model: its description, its loss, the job. */
public final class FuzzModelConfig implements FuzzTarget {
  private static final String FILE = "config.json";
  private static final int LARGEST = 1 << 16; // parameters of a model that is written again

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    SavedModel small = SmallModels.model(1);
    seeds.add(ModelConfig.toBytes(small));
    ModelSpec spec =
        new ModelSpec(
            InputSpec.mixed(List.of(new TokenColumn(5, 2), new TokenColumn(3, 1)), 4),
            new CellSpec("lstm", CellSpec.Activation.TANH, 1.0, false, true, 3),
            List.of(6),
            0,
            0.5,
            ModelSpec.InitialState.ZERO,
            true,
            new HeadSpec(0, 2, HeadSpec.Pooling.ATTENTION, false, false));
    SavedModel model =
        new SavedModel(
            "regression", spec, LossSpec.pinball(0.1, 0.5), "{}", Map.of(), Map.of(), new float[0]);
    seeds.add(ModelConfig.toBytes(withParameters(model)));
    String text = new String(seeds.get(0), StandardCharsets.UTF_8);
    seeds.add(text.replace("\"version\" : 2", "\"version\" : 1").getBytes(StandardCharsets.UTF_8));
    return seeds;
  }

  private static SavedModel withParameters(SavedModel model) {
    return new SavedModel(
        model.task(),
        model.spec(),
        model.loss(),
        model.job(),
        model.training(),
        model.encoders(),
        new float[model.layout().size()]);
  }

  @Override
  public void read(byte[] input) throws Exception {
    SavedModel model = Refusals.taken(() -> ModelConfig.parse(input, FILE), ExitCode.CORRUPT);
    if (model == null || model.layout().size() > LARGEST) {
      return;
    }
    SavedModel again = ModelConfig.parse(ModelConfig.toBytes(withParameters(model)), FILE);
    Refusals.requireEqual("the task", again.task(), model.task());
    Refusals.requireEqual("the model", again.spec(), model.spec());
    Refusals.requireEqual("the loss", again.loss(), model.loss());
    Refusals.requireEqual("the job", again.job(), model.job());
    Refusals.requireEqual("the facts", again.training(), model.training());
  }
}
