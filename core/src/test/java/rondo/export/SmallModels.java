package rondo.export;

import java.util.List;
import java.util.Map;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.model.CellSpec;
import rondo.model.Initializer;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.network.Networks;

/** Models and layouts that tests of files share. */
final class SmallModels {
  private SmallModels() {}

  /** The layout of the fixture reference.safetensors. */
  static ParameterLayout referenceLayout() {
    ParameterLayout.Builder builder = new ParameterLayout.Builder();
    builder.add("layer.weight", 2, 3, 1, Initializer.zeros());
    builder.add("layer.bias", 1, 3, 1, Initializer.zeros());
    return builder.build();
  }

  /** A trained language model, different for each seed. */
  static SavedModel model(long seed) {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.embedding(7, 3),
            new CellSpec("lstm", CellSpec.Activation.TANH, 1.0, true),
            List.of(4, 5),
            0.1,
            0.2,
            ModelSpec.InitialState.LEARNED,
            7);
    return new SavedModel(
        "language-model",
        spec,
        LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY),
        "{\"task\":\"language-model\",\"training\":{\"seed\":" + seed + "}}",
        Map.of("rounds", (double) seed),
        Map.of("vocabulary.json", "{\"characters\":\"abcdé" + seed + "\"}"),
        Networks.layout(spec).initialParameters(seed));
  }
}
