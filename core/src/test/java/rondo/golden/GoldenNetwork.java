package rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static rondo.golden.GoldenFile.doubles;
import static rondo.golden.GoldenFile.floats;
import static rondo.golden.GoldenFile.ints;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.network.Networks;

/** One network of the fixture, on one family of kernels. */
public record GoldenNetwork(JsonNode json, Kernels kernels) {
  private static final int VOCABULARY = 7;
  private static final int FEATURES = 3;
  private static final int OUTPUTS = 6;

  /** Every network on every family of kernels that this JVM has. */
  public static Stream<GoldenNetwork> all() {
    List<GoldenNetwork> all = new ArrayList<>();
    for (JsonNode network : GoldenFile.read("networks.json")) {
      all.add(new GoldenNetwork(network, Kernels.scalar()));
      all.add(new GoldenNetwork(network, KernelProvider.choice().kernels()));
    }
    return all.stream();
  }

  /** Two layers of unequal size. */
  public ModelSpec spec() {
    InputSpec input =
        switch (json.get("input").asText()) {
          case "one_hot" -> InputSpec.oneHot(VOCABULARY);
          case "embedding" -> InputSpec.embedding(VOCABULARY, FEATURES);
          default -> InputSpec.dense(FEATURES);
        };
    CellSpec cell = CellSpec.of(json.get("cell").asText());
    List<Integer> hidden = Arrays.stream(ints(json.get("hidden"))).boxed().toList();
    return new ModelSpec(input, cell, hidden, 0, 0, InitialState.ZERO, OUTPUTS);
  }

  /** Where PyTorch started; no tensor may be missing and none left over. */
  public float[] parameters() {
    ParameterLayout layout = Networks.layout(spec());
    JsonNode named = json.get("parameters");
    assertThat(named.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(layout.tensors().stream().map(Tensor::name).toList());
    float[] parameters = new float[layout.size()];
    for (Tensor tensor : layout.tensors()) {
      float[] values = floats(named.get(tensor.name()));
      assertThat(values).hasSize(tensor.size());
      System.arraycopy(values, 0, parameters, tensor.offset(), values.length);
    }
    return parameters;
  }

  /** Three sequences of lengths 5, 3 and 2. */
  public Batch batch() {
    boolean dense = spec().input().kind() == InputSpec.Kind.DENSE;
    return new Batch(
        ints(json.get("activeRows")),
        dense ? null : ints(json.get("tokens")),
        dense ? floats(json.get("features")) : null,
        dense ? FEATURES : 0,
        null,
        ints(json.get("targets")),
        null,
        false);
  }

  /** What PyTorch computed. */
  public double[] expected(String name) {
    return doubles(json.get(name));
  }

  @Override
  public String toString() {
    return json.get("cell").asText() + ", " + json.get("input").asText() + ", " + kernels.name();
  }
}
