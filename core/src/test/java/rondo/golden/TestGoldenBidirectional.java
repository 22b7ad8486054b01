package rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.model.ParameterLayout.Tensor;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Pass;
import rondo.parallel.Parallel;

/**
 * Two layers of an LSTM in both directions against PyTorch 2, {@code nn.LSTM(2, 3, num_layers=2,
 * bidirectional=True)} and {@code nn.Linear(6, 2)} in double precision, on a {@code PackedSequence}
 * of lengths 4, 3 and 1.
 *
 * <p>All numbers are waves: number i of tensor k, counted in the order of Rondo and stored input by
 * output, is {@code 0.5 sin(1 + 0.7 i + k)}; bias_hh is zero. Input i of the rows in order of time
 * is {@code cos(0.9 i)}, target i is {@code sin(1.3 i)}. The loss is the sum over rows of the mean
 * squared error. Of each gradient the sum of {@code gradient[i] cos(i)} is compared.
 */
class TestGoldenBidirectional {
  private static final double LOSS = 4.832726164910443;

  private static final double[] OUTPUTS = {
    0.391306896, 0.21894053, 0.400466565, 0.245957891, 0.444993676, 0.306860075, 0.397365768,
    0.208551108, 0.418765044, 0.255704816, 0.40379107, 0.221283609, 0.435418699, 0.267850204,
    0.442028259, 0.267863491
  };

  private static final Map<String, Double> GRADIENTS = new LinkedHashMap<>();

  static {
    GRADIENTS.put("layer0.w_x", 0.10666787);
    GRADIENTS.put("layer0.bias", -0.201963039);
    GRADIENTS.put("layer0.w_h", 0.042362735);
    GRADIENTS.put("layer0.reverse.w_x", -0.039131223);
    GRADIENTS.put("layer0.reverse.bias", -0.038937533);
    GRADIENTS.put("layer0.reverse.w_h", -0.013671637);
    GRADIENTS.put("layer1.w_x", 0.04243363);
    GRADIENTS.put("layer1.bias", 1.478253477);
    GRADIENTS.put("layer1.w_h", 0.016595602);
    GRADIENTS.put("layer1.reverse.w_x", -0.113873318);
    GRADIENTS.put("layer1.reverse.bias", -0.408667187);
    GRADIENTS.put("layer1.reverse.w_h", 0.002878074);
    GRADIENTS.put("head.w", -0.292998518);
    GRADIENTS.put("head.bias", 4.300842452);
  }

  static Stream<Kernels> kernels() {
    return Stream.of(Kernels.scalar(), KernelProvider.choice().kernels());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void outputsLossAndGradients(Kernels kernels) {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.dense(2),
            CellSpec.of("lstm"),
            List.of(3, 3),
            0,
            0,
            InitialState.ZERO,
            true,
            HeadSpec.steps(2));
    Network network = new Network(spec, kernels, Parallel.single());
    assertThat(network.layout().tensors().stream().map(Tensor::name))
        .containsExactlyElementsOf(GRADIENTS.keySet());
    float[] parameters = new float[network.layout().size()];
    int k = 0;
    for (Tensor tensor : network.layout().tensors()) {
      for (int i = 0; i < tensor.size(); i++) {
        parameters[tensor.offset() + i] = (float) (0.5 * Math.sin(1 + 0.7 * i + k));
      }
      k++;
    }
    float[] inputs = new float[16];
    float[] targets = new float[16];
    for (int i = 0; i < 16; i++) {
      inputs[i] = (float) Math.cos(0.9 * i);
      targets[i] = (float) Math.sin(1.3 * i);
    }
    int[] active = {3, 2, 2, 1};
    Batch batch = new Batch(active, null, inputs, 2, null, null, targets, false);
    network.prepare(parameters);
    Matrix outputs = network.forward(batch, Pass.EVALUATION);
    double[] got = new double[16];
    Arrays.setAll(got, i -> outputs.data()[outputs.at(i / 2) + i % 2]);
    assertThat(got).containsExactly(OUTPUTS, within(2e-6));

    Loss loss = Loss.of(LossKind.MEAN_SQUARED_ERROR, kernels, Parallel.single());
    assertThat(loss.apply(outputs, batch)).isCloseTo(LOSS, within(1e-5));
    float[] gradient = new float[parameters.length];
    network.backward(batch, outputs, gradient);
    for (Tensor tensor : network.layout().tensors()) {
      double sum = 0;
      for (int i = 0; i < tensor.size(); i++) {
        sum += gradient[tensor.offset() + i] * Math.cos(i);
      }
      assertThat(sum).as(tensor.name()).isCloseTo(GRADIENTS.get(tensor.name()), within(5e-6));
    }
  }
}
