package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs are resumed by fingerprints in checkpoints, so that none of these may ever change. */
class TestFingerprints {
  private static final int[] OFFSETS = {0, 1, 3};

  @Test
  void ofText() {
    SequenceStore text = SequenceStore.ofText(new int[] {3, 1, 4, 1});
    assertThat(text.fingerprint()).isEqualTo(0x4cca9f753c43f348L);
  }

  @Test
  void ofTokensWithClassesAndTargets() {
    float[] targets = {0, 1, 1, 0, 0.5f, 0.25f};
    SequenceStore store =
        new SequenceStore(
            OFFSETS, new int[] {2, 0, 1}, null, 0, new int[] {0, 1, 2}, targets, 2, false);
    assertThat(store.fingerprint()).isEqualTo(0x3d0c90aeedda2978L);
  }

  @Test
  void ofFeaturesWithATargetAtTheEnd() {
    float[] features = {1, -2, 0.5f, 4, 1.5f, -0f};
    SequenceStore store =
        new SequenceStore(OFFSETS, null, features, 2, null, new float[] {10, 20}, 1, true);
    assertThat(store.fingerprint()).isEqualTo(0x536b11966a1ca200L);
  }

  @Test
  void ofEverything() {
    SequenceStore store =
        new SequenceStore(
            new SequenceLayout(10, 2, 1, 0, 1, 2, 5, 2),
            OFFSETS,
            new int[] {5, 6, 7, 8, 9, 1},
            new float[] {0.5f, 1.5f, 2.5f},
            null,
            new float[] {10, 20, 30},
            new int[] {3, 4},
            new float[] {1, 2, 3, 4});
    assertThat(store.fingerprint()).isEqualTo(0x7c5c6a755ef8ce15L);
  }

  /** As it was before anything was counted: how many kinds there are is not part of it. */
  @Test
  void countingWhatThereIsChangesNothing() {
    int[] tokens = {3, 1, 4, 1};
    SequenceStore counted =
        new SequenceStore(
            SequenceLayout.text(5), new int[] {0, 4}, tokens, null, null, null, null, null);
    assertThat(counted.fingerprint()).isEqualTo(SequenceStore.ofText(tokens).fingerprint());
  }
}
