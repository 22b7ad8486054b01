package rondo.local;

import java.util.List;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.kernel.KernelProvider;
import rondo.task.Music;
import rondo.task.PieceText;
import rondo.train.SetGenerator;

/**
 * A trained model of music that makes up pieces on this machine.
 *
 * <p>Thread use: one thread at a time.
 */
public final class MusicModel {
  private final PieceText text;
  private final SetGenerator generator;

  /**
   * @throws RondoException USAGE if the model is not one of music; CORRUPT if its keys do not fit
   *     it
   */
  public MusicModel(SavedModel model) {
    if (!model.task().equals(new Music().name())) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model was trained for the task "
              + model.task()
              + ", expected music; give a model of music");
    }
    this.text = new PieceText(model.encoders());
    if (text.names().size() != model.spec().outputs()) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The model has "
              + text.names().size()
              + " keys, but "
              + model.spec().outputs()
              + " outputs for them; take the whole model directory of its run");
    }
    this.generator =
        new SetGenerator(model.spec(), model.parameters(), KernelProvider.choice().kernels());
  }

  /** What the keys are called, by place. */
  public List<String> keys() {
    return text.names();
  }

  /** Pieces as people write them. */
  public PieceText text() {
    return text;
  }

  /**
   * How probable the model holds each key at each time step of a piece, from the time steps before.
   *
   * @param piece places of keys
   * @return (time steps, keys)
   */
  public float[][] probabilities(int[][] piece) {
    return generator.probabilities(piece);
  }

  /**
   * A beginning and what the model makes follow it; without one it starts as it has learned that
   * pieces start.
   *
   * @param beginning places of keys
   * @param length time steps to write
   * @param temperature below 1 safer, above 1 bolder; 0 takes the keys that are more probable than
   *     not, which may be none for ever
   * @param seed the same seed gives the same piece
   */
  public SetGenerator.Written write(int[][] beginning, int length, double temperature, long seed) {
    return generator.generate(beginning, length, temperature, seed);
  }
}
