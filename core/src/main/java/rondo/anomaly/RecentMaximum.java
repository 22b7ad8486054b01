package rondo.anomaly;

import java.util.ArrayDeque;
import java.util.Deque;

/** The largest of the last numbers. */
final class RecentMaximum {
  private record Entry(long place, double value) {}

  private final int span;
  private final Deque<Entry> falling = new ArrayDeque<>(); // each the largest of those after it

  /**
   * @param span so many numbers are the last ones
   */
  RecentMaximum(int span) {
    this.span = span;
  }

  /**
   * Adds a number.
   *
   * @param place larger than those before
   * @return the largest of the {@code span} places before it, 0 if there is none above
   */
  double add(long place, double value) {
    while (!falling.isEmpty() && falling.peekFirst().place < place - span) {
      falling.removeFirst();
    }
    double largest = falling.isEmpty() ? 0 : Math.max(0, falling.peekFirst().value);
    while (!falling.isEmpty() && falling.peekLast().value <= value) {
      falling.removeLast();
    }
    falling.addLast(new Entry(place, value));
    return largest;
  }
}
