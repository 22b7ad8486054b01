package rondo.benchmark.dl4j;

import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import rondo.benchmark.peers.PeerProcess;
import rondo.benchmark.peers.Workload;

/**
 * Deeplearning4j. It has no clipping by the norm of all gradients together; that of each layer's
 * stands in for it, the same passes over the same numbers.
 */
public final class Dl4jPeer implements PeerProcess.Peer {
  private final Workload workload;
  private final MultiLayerNetwork network;
  private final Dl4jBatch batch;

  private Dl4jPeer(Workload workload, int threads) {
    this.workload = workload;
    Nd4j.getEnvironment().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    this.network = new MultiLayerNetwork(configuration(workload));
    network.init();
    this.batch = new Dl4jBatch(workload);
  }

  public static void main(String[] arguments) {
    PeerProcess.run("dl4j", arguments, Dl4jPeer::new);
  }

  @Override
  public String version() {
    String version = MultiLayerNetwork.class.getPackage().getImplementationVersion();
    return "DL4J " + (version == null ? "1.0.0-M2.1" : version);
  }

  @Override
  public double step() {
    if (!workload.training()) {
      return network.output(batch.inputs(), false).getFloat(0, 0, 0);
    }
    network.fit(batch.inputs(), batch.labels(), batch.mask(), batch.mask());
    // The score is a sum over time steps, divided by the number of sequences.
    return network.score() * workload.batch() / workload.timeSteps();
  }

  private static MultiLayerConfiguration configuration(Workload workload) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .optimizationAlgo(OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT)
            .updater(new Adam(Workload.LEARNING_RATE, 0.9, 0.999, 1e-8))
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(Workload.CLIP_NORM)
            .list();
    if (workload.tokens()) {
      layers.layer(
          new EmbeddingSequenceLayer.Builder()
              .nIn(workload.classes())
              .nOut(workload.inputs())
              .inputLength(workload.steps())
              .hasBias(false)
              .outputDataFormat(RNNFormat.NCW)
              .build());
    }
    for (int layer = 0; layer < workload.layers(); layer++) {
      int inputs = layer == 0 ? workload.inputs() : workload.hidden();
      layers.layer(
          workload.cell().equals("lstm")
              ? new LSTM.Builder()
                  .nIn(inputs)
                  .nOut(workload.hidden())
                  .dataFormat(RNNFormat.NCW)
                  .activation(Activation.TANH)
                  .gateActivationFunction(Activation.SIGMOID)
                  .build()
              : new SimpleRnn.Builder()
                  .nIn(inputs)
                  .nOut(workload.hidden())
                  .dataFormat(RNNFormat.NCW)
                  .activation(Activation.TANH)
                  .build());
    }
    layers.layer(
        new RnnOutputLayer.Builder(new LossSparseMCXENT())
            .activation(Activation.SOFTMAX)
            .dataFormat(RNNFormat.NCW)
            .nIn(workload.hidden())
            .nOut(workload.classes())
            .build());
    return layers.build();
  }
}
