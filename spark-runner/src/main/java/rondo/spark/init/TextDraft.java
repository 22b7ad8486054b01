package rondo.spark.init;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.data.FileAccess;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.init.JobText.Raw;

/** Drafts language models: the next character of a text. */
final class TextDraft {
  private static final int LOOKED_AT = 1 << 20; // bytes
  private static final int PIECE = 100; // characters, after which back-propagation is cut
  private static final long LEAST = 1_000; // bytes
  private static final double LEARNED = 2e7; // characters in all epochs, about

  private final InitRequest request;
  private final FileAccess access;

  TextDraft(InitRequest request, FileAccess access) {
    this.request = request;
    this.access = access;
  }

  /**
   * The job.
   *
   * @throws RondoException USAGE for options of tables; NO_INPUT if there is nothing; BAD_DATA if
   *     there is too little, or what is no UTF-8
   */
  InitResult draft() throws IOException {
    refuseOptions();
    List<FileAccess.Entry> files = files();
    long bytes = files.stream().mapToLong(FileAccess.Entry::length).sum();
    if (bytes < LEAST) {
      throw InitErrors.badData(
          String.format(
              Locale.ROOT,
              "The text at %s has %,d bytes, expected at least %,d to learn from; give more",
              request.data(),
              bytes,
              LEAST));
    }
    FileAccess.Entry first =
        files.stream().filter(file -> file.length() > 0).findFirst().orElseThrow();
    long symbols = symbols(first);
    int hidden = bytes < 2_000_000 ? 128 : bytes < 20_000_000 ? 256 : 512;
    int batch = (int) Math.max(2, Math.min(64, bytes / (300L * PIECE)));
    double validation = request.validation() == null ? 0.1 : request.validation();
    double test = request.test() == null ? 0.1 : request.test();
    double learned = bytes * (1 - validation - test);
    long epochs = Math.max(1, Math.min(50, Math.round(LEARNED / learned)));
    JobText job = new JobText();
    job.comment(
            String.format(
                Locale.ROOT,
                "Written by rondo init from %s: %,d bytes in %,d %s; %,d different characters in"
                    + " the first of them. Each value is a start; conf/language-model.conf names"
                    + " every key.",
                request.data(),
                bytes,
                files.size(),
                files.size() == 1 ? "file" : "files",
                symbols))
        .blank()
        .put("task", request.task(), "the next character")
        .blank()
        .open("data", null)
        .put("path", request.data(), TableDraft.where(request.data(), files.size()))
        .put("validation", new Raw(SplitPlan.number(validation)), "of the text; picks the model")
        .put("test", new Raw(SplitPlan.number(test)), "its end; is read once, at the end")
        .close()
        .blank()
        .open("model", null)
        .put("cell", "lstm", "remembers longer than rnn; gru is a little faster")
        .put(
            "hidden",
            List.of(hidden),
            String.format(Locale.ROOT, "units, for a text of %.3g MB", bytes * 1e-6))
        .put(
            "dropout",
            new Raw(epochs > 30 ? "0.2" : epochs > 8 ? "0.1" : "0.0"),
            "the more, the more often the same text is read")
        .close()
        .blank()
        .open("training", null)
        .put(
            "epochs",
            epochs,
            String.format(
                Locale.ROOT, "about %.2g million characters in all", epochs * learned / 1e6))
        .put("batch", batch, "streams that the text is cut into, so that an epoch has many steps")
        .put("truncate", PIECE, "characters that the gradient goes back")
        .put("clip-norm", new Raw("1.0"), "a step after a rare large error stays small")
        .open("optimizer", null)
        .put("kind", "adam", "needs the least tuning")
        .put(
            "learning-rate",
            new Raw(hidden > 256 ? "2e-3" : hidden > 128 ? "3e-3" : "5e-3"),
            "lower it if the loss jumps")
        .close()
        .open("schedule", null)
        .put("kind", "cosine", "the learning rate falls to 0 at the last epoch")
        .put("warmup", new Raw("0.02"), "and rises in the first steps")
        .close()
        .close();
    return new InitResult(
        job.text(), "text", 0, List.of(), List.of(), Map.of(), List.of(), null, List.of());
  }

  private void refuseOptions() {
    boolean table =
        !request.target().isEmpty()
            || !request.key().isEmpty()
            || request.time() != null
            || request.window() > 0
            || request.horizon() > 0
            || !List.of("auto", "text").contains(request.format());
    if (table) {
      throw InitErrors.usage(
          "--target, --key, --time, --window, --horizon and --format: got one of them, expected none"
              + " with language-model, which reads text");
    }
  }

  private List<FileAccess.Entry> files() throws IOException {
    try {
      List<FileAccess.Entry> files = access.list(request.data());
      if (!files.isEmpty()) {
        return files;
      }
    } catch (FileNotFoundException e) {
      throw new RondoException(ExitCode.NO_INPUT, nothing(), e);
    }
    throw new RondoException(ExitCode.NO_INPUT, nothing());
  }

  private String nothing() {
    return "--data: there is nothing at " + request.data() + "; give a file or folder that exists";
  }

  /** Different characters at the beginning of a file. */
  private long symbols(FileAccess.Entry file) throws IOException {
    byte[] bytes;
    try (InputStream in = access.open(file.path(), 0)) {
      bytes = in.readNBytes(LOOKED_AT);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    boolean whole = bytes.length < LOOKED_AT; // else the last character may be cut
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(buffer, text, whole);
    if (result.isError()) {
      throw InitErrors.badData(
          "The file "
              + file.path()
              + " is no UTF-8 at byte "
              + buffer.position()
              + ", expected text in UTF-8; convert it");
    }
    return text.flip().codePoints().distinct().count();
  }
}
