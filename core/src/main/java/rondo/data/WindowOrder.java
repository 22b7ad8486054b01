package rondo.data;

/** The order in which windows are visited in an epoch: a pure function, of any number of them. */
@FunctionalInterface
public interface WindowOrder {
  /** As they are stored, in every epoch. */
  WindowOrder STORED = (epoch, size, place) -> place;

  /**
   * The window that is visited at a place; each of {@code size} windows at one place.
   *
   * @param place 0 to {@code size} - 1
   */
  long at(int epoch, long size, long place);
}
