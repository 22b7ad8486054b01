package rondo.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where chunks begin and end, by the rules of the conlleval script of CoNLL-2000 and 2003: a tag is
 * a letter, a dash and a type, or O. Between two words of a sequence there is a border where the
 * type changes, before B and O, and after E and O: a chunk begins at a border before anything but
 * O, and ends at one after anything but O. So an I that follows O, or another type, begins a chunk
 * as well: IOB1, IOB2 and IOE need not be told apart.
 *
 * <p>The script knows no S and takes E B for the middle of a chunk, since it was written before
 * IOBES. Here S is a chunk of one word, and E ends one whatever follows; L and U of BILOU are other
 * names of E and S. On tags that the script was written for, the chunks are the same.
 */
final class Chunks implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is before the first and after the last word of a sequence. */
  static final int OUTSIDE = -1;

  private final List<String> types = new ArrayList<>();
  private final int[] type; // by tag; -1: none
  private final char[] letter; // by tag: B, I, E, S or O

  Chunks(List<String> tags) {
    type = new int[tags.size()];
    letter = new char[tags.size()];
    for (int tag = 0; tag < type.length; tag++) {
      String text = tags.get(tag);
      if (!isTag(text)) {
        throw new IllegalArgumentException(
            "tags: got " + text + ", expected O or B-, I-, E-, S- and a type");
      }
      letter[tag] = letter(text);
      type[tag] = letter[tag] == 'O' ? -1 : type(text.substring(text.indexOf('-') + 1));
    }
  }

  static boolean isTag(String text) {
    return text.equals("O") || text.matches("[BIESLU]-.*");
  }

  private static char letter(String tag) {
    return switch (tag.charAt(0)) {
      case 'L' -> 'E';
      case 'U' -> 'S';
      default -> tag.charAt(0);
    };
  }

  private int type(String name) {
    if (!types.contains(name)) {
      types.add(name);
    }
    return types.indexOf(name);
  }

  /** Types by number. */
  List<String> types() {
    return types;
  }

  /** The type of a tag; -1 if it has none. */
  int type(int tag) {
    return tag == OUTSIDE ? -1 : type[tag];
  }

  /** Whether a chunk begins with {@code tag}. */
  boolean begins(int before, int tag) {
    return letter(tag) != 'O' && isBorder(before, tag);
  }

  /** Whether a chunk ends before {@code tag}. */
  boolean ends(int before, int tag) {
    return letter(before) != 'O' && isBorder(before, tag);
  }

  private boolean isBorder(int before, int tag) {
    return type(before) != type(tag)
        || "BSO".indexOf(letter(tag)) >= 0
        || "ESO".indexOf(letter(before)) >= 0;
  }

  private char letter(int tag) {
    return tag == OUTSIDE ? 'O' : letter[tag];
  }
}
