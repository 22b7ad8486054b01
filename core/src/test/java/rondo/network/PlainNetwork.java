package rondo.network;

import java.util.Arrays;
import rondo.model.CellSpec.Activation;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;

/**
 * The equations of every cell once more, for one sequence of tokens as unit vectors, in double
 * precision: no batch, no padding, no kernel.
 */
record PlainNetwork(ModelSpec spec, ParameterLayout layout, float[] parameters) {
  /** The outputs (T, outputs) of a sequence from a zero state. */
  double[][] outputs(int[] tokens) {
    double[][] x = new double[tokens.length][spec.input().size()];
    for (int t = 0; t < tokens.length; t++) {
      x[t][tokens[t]] = 1;
    }
    for (int n = 0; n < spec.hidden().size(); n++) {
      x = layer("layer" + n, x, spec.hidden().get(n));
    }
    double[][] outputs = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      outputs[t] = affine("head.w", "head.bias", x[t]);
    }
    return outputs;
  }

  private double[][] layer(String name, double[][] x, int size) {
    double[][] outputs = new double[x.length][];
    int projection = spec.cell().projection();
    double[] h = new double[projection > 0 ? projection : size];
    double[] c = new double[size];
    for (int t = 0; t < x.length; t++) {
      double[] fromInput = sums(name, "x", x[t]);
      add(name + ".bias", fromInput);
      double[] fromState = sums(name, "h", h);
      double[] next = new double[size];
      for (int j = 0; j < size; j++) {
        next[j] =
            switch (spec.cell().kind()) {
              case "rnn" -> rnn(fromInput[j] + fromState[j]);
              case "lstm" -> lstm(name, j, fromInput, fromState, c);
              default -> gru(name, j, fromInput, fromState, h[j]);
            };
      }
      if (spec.cell().kind().equals("lstm")) {
        double[] state = c.clone();
        if (spec.cell().layerNorm()) {
          normalize(state, name + ".cell_gain", 1);
          add(name + ".cell_bias", state);
        }
        for (int j = 0; j < size; j++) {
          next[j] *= Math.tanh(state[j]);
        }
      }
      h = projection > 0 ? affine(name + ".w_p", null, next) : next;
      outputs[t] = h;
    }
    return outputs;
  }

  /** W x, normalised if the cell is. */
  private double[] sums(String name, String from, double[] x) {
    double[] sums = affine(name + ".w_" + from, null, x);
    if (spec.cell().layerNorm()) {
      int gates = layout.tensor(name + ".bias").blocks();
      normalize(sums, name + ".gain_" + from, gates);
    }
    return sums;
  }

  private void normalize(double[] z, String gain, int blocks) {
    int size = z.length / blocks;
    for (int from = 0; from < z.length; from += size) {
      double[] block = Arrays.copyOfRange(z, from, from + size);
      double mean = Arrays.stream(block).average().orElseThrow();
      double variance =
          Arrays.stream(block).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (int j = 0; j < size; j++) {
        z[from + j] = at(gain, 0, from + j) * (block[j] - mean) / Math.sqrt(variance + 1e-5);
      }
    }
  }

  private void add(String bias, double[] z) {
    for (int j = 0; j < z.length; j++) {
      z[j] += at(bias, 0, j);
    }
  }

  private double rnn(double z) {
    return spec.cell().activation() == Activation.RELU ? Math.max(0, z) : Math.tanh(z);
  }

  /** Updates c_j; what h_j is before it is multiplied by tanh of the cell state. */
  private double lstm(String name, int j, double[] x, double[] h, double[] c) {
    int size = c.length;
    double i = sigmoid(x[j] + h[j] + peephole(name, 0, j) * c[j]);
    double f = sigmoid(x[size + j] + h[size + j] + peephole(name, 1, j) * c[j]);
    double g = Math.tanh(x[2 * size + j] + h[2 * size + j]);
    c[j] = f * c[j] + i * g;
    return sigmoid(x[3 * size + j] + h[3 * size + j] + peephole(name, 2, j) * c[j]);
  }

  private double gru(String name, int j, double[] x, double[] h, double before) {
    int size = x.length / 3;
    double r = sigmoid(x[j] + h[j]);
    double u = sigmoid(x[size + j] + h[size + j]);
    double recurrent = h[2 * size + j] + at(name + ".recurrent_bias", 0, j);
    double n = Math.tanh(x[2 * size + j] + r * recurrent);
    return (1 - u) * n + u * before;
  }

  private double peephole(String name, int gate, int j) {
    return spec.cell().peepholes() ? at(name + ".peephole", gate, j) : 0;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private double[] affine(String weights, String bias, double[] x) {
    double[] y = new double[layout.tensor(weights).columns()];
    for (int j = 0; j < y.length; j++) {
      y[j] = bias == null ? 0 : at(bias, 0, j);
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * at(weights, i, j);
      }
    }
    return y;
  }

  private double at(String name, int row, int column) {
    Tensor tensor = layout.tensor(name);
    return parameters[tensor.offset() + row * tensor.columns() + column];
  }
}
