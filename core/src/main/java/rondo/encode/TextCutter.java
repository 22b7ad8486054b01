package rondo.encode;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Cuts a text into its parts as its characters (code points) come. Where it cuts depends on nothing
 * but the text, and a text that is read from a space after a word on is cut there as it is when it
 * is read as a whole; so stretches that begin at such places can be cut one by one.
 *
 * <p>Thread use: one thread.
 */
public interface TextCutter extends IntConsumer {
  /** Characters of the longest word; a longer one is several. */
  int LONGEST_WORD = 256;

  /** The next character. */
  @Override
  void accept(int codePoint);

  /** The text is through. */
  void end();

  /**
   * Gives words: what stands between white space, and each line break as a word of its own. All
   * other white space is left out.
   */
  static TextCutter words(Consumer<String> sink) {
    return new TextCutter() {
      private final StringBuilder word = new StringBuilder();
      private int characters;

      @Override
      public void accept(int codePoint) {
        if (!Words.isSpace(codePoint)) {
          word.appendCodePoint(codePoint);
          if (++characters == LONGEST_WORD) {
            end();
          }
          return;
        }
        end();
        if (codePoint == '\n') {
          sink.accept("\n");
        }
      }

      @Override
      public void end() {
        if (characters > 0) {
          sink.accept(word.toString());
          word.setLength(0);
          characters = 0;
        }
      }
    };
  }

  /** Gives the chunks that byte pairs stay in, as {@link BytePairs#chunkEnd} finds them. */
  static TextCutter chunks(Consumer<String> sink) {
    return new TextCutter() {
      private final StringBuilder chunk = new StringBuilder();
      private int characters;
      private boolean inWord;

      @Override
      public void accept(int codePoint) {
        boolean space = Words.isSpace(codePoint);
        if (inWord && space) {
          end();
        }
        chunk.appendCodePoint(codePoint);
        inWord |= !space;
        if (++characters == BytePairs.LONGEST_CHUNK) {
          end();
        }
      }

      @Override
      public void end() {
        if (characters > 0) {
          sink.accept(chunk.toString());
          chunk.setLength(0);
          characters = 0;
          inWord = false;
        }
      }
    };
  }

  /** Gives all characters to {@code sink}: a text that is not cut any further. */
  static TextCutter characters(IntConsumer sink) {
    return new TextCutter() {
      @Override
      public void accept(int codePoint) {
        sink.accept(codePoint);
      }

      @Override
      public void end() {
        // nothing is kept
      }
    };
  }
}
