package rondo.network;

/**
 * Some of the hidden units of a layer: {@code from} to {@code to} - 1, in lanes of padded rows.
 *
 * @param from a multiple of {@link rondo.kernel.Layout#LANES}, as {@code to}
 */
public record Units(int from, int to) {
  int count() {
    return to - from;
  }
}
