package rondo.feature;

/**
 * The shape of a word: X for each capital, x for each other letter, d for each digit, all else as
 * it is; of more than four equal ones four. So "Amsterdam" is Xxxxx, and "1984" is dddd.
 */
final class Shapes {
  private static final int LONGEST_RUN = 4;

  private Shapes() {}

  static String of(String word) {
    StringBuilder shape = new StringBuilder();
    int last = -1;
    int run = 0;
    for (int i = 0; i < word.length(); ) {
      int codePoint = word.codePointAt(i);
      i += Character.charCount(codePoint);
      int sign = sign(codePoint);
      run = sign == last ? run + 1 : 1;
      last = sign;
      if (run <= LONGEST_RUN) {
        shape.appendCodePoint(sign);
      }
    }
    return shape.toString();
  }

  private static int sign(int codePoint) {
    if (Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint)) {
      return 'X';
    }
    if (Character.isLetter(codePoint)) {
      return 'x';
    }
    return Character.isDigit(codePoint) ? 'd' : codePoint;
  }
}
