package rondo.local;

import rondo.encode.Vocabulary;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.kernel.KernelProvider;
import rondo.task.LanguageModel;
import rondo.train.Sampling;
import rondo.train.TextGenerator;

/**
 * A trained language model that writes text on this machine.
 *
 * <p>Thread use: one thread at a time.
 */
public final class TextModel {
  private final Vocabulary vocabulary;
  private final TextGenerator generator;

  /**
   * @throws RondoException USAGE if the model is not one of language; CORRUPT if its vocabulary
   *     does not fit it
   */
  public TextModel(SavedModel model) {
    if (!model.task().equals(new LanguageModel().name())) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model was trained for the task "
              + model.task()
              + ", expected language-model; give the model of a text");
    }
    this.vocabulary = LanguageModel.vocabulary(model.encoders());
    if (vocabulary.size() != model.spec().outputs()) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The vocabulary has "
              + vocabulary.size()
              + " tokens, but the model "
              + model.spec().outputs()
              + " outputs; take the whole model directory of its run");
    }
    this.generator =
        new TextGenerator(model.spec(), model.parameters(), KernelProvider.choice().kernels());
  }

  /**
   * The text that follows a beginning; without one the model starts after a line break.
   *
   * @param beginning not part of the result
   * @param length characters to write
   * @param seed the same seed gives the same text
   */
  public String write(String beginning, int length, Sampling sampling, long seed) {
    int[] start = vocabulary.encode(beginning.isEmpty() ? "\n" : beginning);
    return vocabulary.decode(generator.generate(start, length, sampling, Vocabulary.UNKNOWN, seed));
  }
}
