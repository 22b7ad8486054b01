package rondo.spark.init;

import java.util.Locale;

/**
 * How large a network is and how long it learns, by stated rules: as wide as the data is large,
 * about as many steps of the optimizer for small data as for large, and an end within minutes.
 *
 * @param hidden units
 * @param batch sequences of a step
 * @param epochs passes over the data
 * @param updates steps of the optimizer, about
 */
record Sizes(int hidden, int batch, int epochs, long updates) {
  private static final int FEWEST_EPOCHS = 3;
  private static final double MOST_STEPS = 3e7; // time steps that are learned in all epochs

  /**
   * For sequences that are learned whole.
   *
   * @param sequences of the training part, about
   * @param steps of a sequence, on average
   */
  static Sizes ofSequences(long sequences, double steps) {
    int hidden = sequences < 300 ? 32 : sequences < 3_000 ? 64 : sequences < 30_000 ? 96 : 128;
    int batch = sequences < 300 ? 8 : sequences < 3_000 ? 16 : sequences < 30_000 ? 32 : 64;
    return of(hidden, batch, sequences, steps, 3_000, 60);
  }

  /** For pieces of music, which have many time steps each, and many outputs. */
  static Sizes ofPieces(long pieces, double steps) {
    boolean few = pieces < 1_000;
    return of(few ? 128 : 200, few ? 8 : 16, pieces, steps, 1_500, 60);
  }

  /**
   * For windows of series.
   *
   * @param windows of the training part, about
   * @param steps of a window
   */
  static Sizes ofWindows(long windows, double steps) {
    int hidden = windows < 1_000 ? 16 : windows < 5_000 ? 32 : windows < 10_000 ? 64 : 128;
    int batch = windows < 1_000 ? 8 : 32;
    return of(hidden, batch, windows, steps, 1_500, 40);
  }

  private static Sizes of(
      int hidden, int batch, long sequences, double steps, int updates, int mostEpochs) {
    double perEpoch = Math.max(1, Math.ceil((double) sequences / batch));
    double epochs = Math.min(updates / perEpoch, MOST_STEPS / Math.max(1, sequences * steps));
    int whole = (int) Math.max(FEWEST_EPOCHS, Math.min(mostEpochs, Math.round(epochs)));
    return new Sizes(hidden, batch, whole, Math.round(perEpoch * whole));
  }

  /**
   * The section {@code training}.
   *
   * @param sequences what a batch has
   * @param rate highest learning rate
   */
  void writeTraining(JobText job, String sequences, String rate) {
    job.open("training", null)
        .put(
            "epochs",
            epochs,
            String.format(Locale.ROOT, "about %,d steps of the optimizer in all", updates))
        .put("batch", batch, sequences + " a step; more would make fewer steps of the same data")
        .put("truncate", 0, sequences + " are learned whole")
        .put("clip-norm", new JobText.Raw("1.0"), "a step after a rare large error stays small")
        .open("optimizer", null)
        .put("kind", "adam", "needs the least tuning")
        .put("learning-rate", new JobText.Raw(rate), "lower it if the loss jumps")
        .close()
        .open("schedule", null)
        .put("kind", "cosine", "the learning rate falls to 0 at the last epoch")
        .close()
        .close();
  }
}
