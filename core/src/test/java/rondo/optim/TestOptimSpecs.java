package rondo.optim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Hyperparameters out of range are named, with what is allowed. */
class TestOptimSpecs {
  private static OptimizerSpec optimizer(
      double rate, double momentum, double beta1, double beta2, double epsilon, double decay) {
    return new OptimizerSpec(OptimizerSpec.Kind.ADAM, rate, momentum, beta1, beta2, epsilon, decay);
  }

  private static ScheduleSpec schedule(
      double warmup, double every, double factor, double hold, double floor, int patience) {
    return new ScheduleSpec(ScheduleSpec.Kind.STEP, warmup, every, factor, hold, floor, patience);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void optimizers() {
    assertRefused(
        () -> optimizer(0, 0, 0, 0, 1, 0), "learning-rate: got 0.0, expected a number above 0");
    assertRefused(
        () -> optimizer(Double.NaN, 0, 0, 0, 1, 0),
        "learning-rate: got NaN, expected a number above 0");
    assertRefused(
        () -> optimizer(Double.POSITIVE_INFINITY, 0, 0, 0, 1, 0),
        "learning-rate: got Infinity, expected a number above 0");
    assertRefused(
        () -> optimizer(1, 1, 0, 0, 1, 0), "momentum: got 1.0, expected 0 <= momentum < 1");
    assertRefused(() -> optimizer(1, 0, -0.1, 0, 1, 0), "beta1: got -0.1, expected 0 <= beta1 < 1");
    assertRefused(() -> optimizer(1, 0, 0, 1, 1, 0), "beta2: got 1.0, expected 0 <= beta2 < 1");
    assertRefused(() -> optimizer(1, 0, 0, 0, 0, 0), "epsilon: got 0.0, expected a number above 0");
    assertRefused(
        () -> optimizer(1, 0, 0, 0, 1, -1),
        "weight-decay: got -1.0, expected a number of at least 0");
  }

  @Test
  void schedules() {
    assertRefused(() -> schedule(1, 1, 1, 0, 0, 1), "warmup: got 1.0, expected 0 <= warmup < 1");
    assertRefused(
        () -> schedule(0, 0, 1, 0, 0, 1), "every: got 0.0, expected a number of epochs above 0");
    assertRefused(() -> schedule(0, 1, 0, 0, 0, 1), "factor: got 0.0, expected 0 < factor <= 1");
    assertRefused(
        () -> schedule(0, 1, 1, -1, 0, 1),
        "hold: got -1.0, expected a number of epochs of at least 0");
    assertRefused(() -> schedule(0, 1, 1, 0, 1.1, 1), "floor: got 1.1, expected 0 <= floor <= 1");
    assertRefused(() -> schedule(0, 1, 1, 0, 0, 0), "patience: got 0, expected at least 1 epoch");
  }
}
