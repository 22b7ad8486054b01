package rondo.local;

import java.util.function.Consumer;
import rondo.encode.Tokenizer;
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
  private final Tokenizer tokenizer;
  private final int end; // the token; -1 if the model tells no ends
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
    this.tokenizer = LanguageModel.tokenizer(model.encoders());
    int outputs = model.spec().outputs();
    if (outputs != tokenizer.size() && outputs != tokenizer.size() + 1) {
      throw new RondoException(
          ExitCode.CORRUPT,
          "The vocabulary has "
              + tokenizer.size()
              + " tokens, but the model "
              + outputs
              + " outputs; take the whole model directory of its run");
    }
    this.end = outputs == tokenizer.size() ? -1 : tokenizer.size();
    this.generator =
        new TextGenerator(model.spec(), model.parameters(), KernelProvider.choice().kernels());
  }

  /**
   * The text that follows a beginning. Without one, a model of running text starts after a line
   * break; a model of whole texts starts one, and ends with it.
   *
   * @param beginning not part of the result
   * @param length tokens to write, at most
   * @param seed the same seed gives the same text
   */
  public String write(String beginning, int length, Sampling sampling, long seed) {
    StringBuilder text = new StringBuilder();
    write(beginning, length, sampling, seed, text::append);
    return text.toString();
  }

  /** The same, piece by piece as the model writes it. */
  public void write(
      String beginning, int length, Sampling sampling, long seed, Consumer<String> sink) {
    Tokenizer.Decoder decoder = tokenizer.decoder(beginning);
    generator.generate(
        start(beginning),
        length,
        sampling,
        tokenizer.unknown(),
        seed,
        token -> {
          if (token == end) {
            return false;
          }
          sink.accept(decoder.next(token));
          return true;
        });
  }

  private int[] start(String beginning) {
    int[] tokens = tokenizer.encode(beginning);
    if (end < 0) {
      return tokens.length > 0 ? tokens : tokenizer.encode("\n"); // white space has no words
    }
    int[] start = new int[tokens.length + 1];
    start[0] = end; // what stands before each text
    System.arraycopy(tokens, 0, start, 1, tokens.length);
    return start;
  }
}
