package rondo.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.model.CounterRandom;
import rondo.optim.OptimizerSpec.Kind;

/** Every optimizer against the formula of its paper, in double precision, number by number. */
class TestOptimizers {
  private static final int SIZE = 40;
  private static final int STEPS = 50;

  private static OptimizerSpec spec(Kind kind, double decay) {
    return new OptimizerSpec(kind, 0.05, 0.85, 0.88, 0.97, 1e-6, decay);
  }

  private static float gradient(int step, int i) {
    return (float) CounterRandom.gaussian(step, i);
  }

  /** One number's way through {@link #STEPS} steps of falling rate, in double. */
  private static double reference(OptimizerSpec spec, double start, int i) {
    double theta = start;
    double m = 0;
    double v = 0;
    double mu = spec.momentum();
    for (int t = 1; t <= STEPS; t++) {
      double rate = spec.learningRate() / t;
      double g = gradient(t, i);
      if (spec.kind() != Kind.ADAMW) {
        g += spec.weightDecay() * theta;
      }
      switch (spec.kind()) {
        case SGD -> theta -= rate * g;
        case MOMENTUM -> {
          m = mu * m + g;
          theta -= rate * m;
        }
        case NESTEROV -> {
          m = mu * m + g;
          theta -= rate * (g + mu * m);
        }
        case RMSPROP -> {
          v = spec.beta2() * v + (1 - spec.beta2()) * g * g;
          theta -= rate * g / (Math.sqrt(v) + spec.epsilon());
        }
        case ADAM, ADAMW -> {
          m = spec.beta1() * m + (1 - spec.beta1()) * g;
          v = spec.beta2() * v + (1 - spec.beta2()) * g * g;
          double mean = m / (1 - Math.pow(spec.beta1(), t));
          double square = v / (1 - Math.pow(spec.beta2(), t));
          double decay = spec.kind() == Kind.ADAMW ? rate * spec.weightDecay() * theta : 0;
          theta -= decay + rate * mean / (Math.sqrt(square) + spec.epsilon());
        }
      }
    }
    return theta;
  }

  private static float[] start() {
    float[] parameters = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      parameters[i] = (float) CounterRandom.gaussian(77, i);
    }
    return parameters;
  }

  /** The same through the optimizer, in stretches of {@code stretch} numbers. */
  private static float[] run(OptimizerSpec spec, int stretch) {
    Optimizer optimizer = Optimizer.of(spec);
    float[] parameters = start();
    float[] gradient = new float[SIZE];
    float[][] moments = new float[optimizer.moments()][SIZE];
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < SIZE; i++) {
        gradient[i] = gradient(t, i);
      }
      double rate = spec.learningRate() / t;
      for (int from = 0; from < SIZE; from += stretch) {
        int to = Math.min(SIZE, from + stretch);
        optimizer.update(parameters, gradient, moments, t, rate, from, to);
      }
    }
    return parameters;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void followsItsFormula(Kind kind) {
    for (double decay : new double[] {0, 0.1}) {
      OptimizerSpec spec = spec(kind, decay);
      float[] got = run(spec, SIZE);
      float[] start = start();
      for (int i = 0; i < SIZE; i++) {
        assertThat((double) got[i])
            .as("number " + i + " with decay " + decay)
            .isCloseTo(reference(spec, start[i], i), within(5e-6))
            .isNotCloseTo(start[i], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void stretchesDoNotChangeABit(Kind kind) {
    OptimizerSpec spec = spec(kind, 0.1);
    assertThat(run(spec, 7)).isEqualTo(run(spec, SIZE));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void leavesOtherNumbersAlone(Kind kind) {
    Optimizer optimizer = Optimizer.of(spec(kind, 0.1));
    float[] parameters = start();
    float[] gradient = start();
    float[][] moments = new float[optimizer.moments()][SIZE];
    optimizer.update(parameters, gradient, moments, 1, 0.1, 10, 12);
    float[] before = start();
    for (int i = 0; i < SIZE; i++) {
      assertThat(parameters[i] == before[i]).as("number " + i).isEqualTo(i < 10 || i >= 12);
      for (float[] moment : moments) {
        assertThat(moment[i] == 0).isEqualTo(i < 10 || i >= 12);
      }
    }
    assertThat(gradient).isEqualTo(before);
  }

  @Test
  void momentumZeroNeedsNoMoment() {
    OptimizerSpec none = new OptimizerSpec(Kind.MOMENTUM, 0.05, 0, 0, 0, 1e-6, 0.1);
    assertThat(Optimizer.of(none).moments()).isZero();
    assertThat(run(none, SIZE)).isEqualTo(run(spec(Kind.SGD, 0.1), SIZE));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void zeroGradientWithoutDecayChangesNothing(Kind kind) {
    Optimizer optimizer = Optimizer.of(OptimizerSpec.of(kind, 0.1));
    float[] parameters = start();
    float[][] moments = new float[optimizer.moments()][SIZE];
    optimizer.update(parameters, new float[SIZE], moments, 1, 0.1, 0, SIZE);
    assertThat(parameters).isEqualTo(start());
  }
}
