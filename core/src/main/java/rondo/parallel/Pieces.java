package rondo.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import rondo.parallel.Parallel.Range;

/** The pieces of a range: a thread that is free takes the next one. */
final class Pieces extends Job {
  private final int size;
  private final int grain;
  private final int count;
  private final Range body;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  /**
   * @param size more than 0
   * @param grain indexes of a piece; the last may be smaller
   */
  Pieces(int size, int grain, Range body) {
    this.size = size;
    this.grain = grain;
    this.count = (size - 1) / grain + 1;
    this.body = body;
  }

  int count() {
    return count;
  }

  @Override
  void help() {
    for (int piece = take(); piece < count; piece = take()) {
      if (!failed()) {
        run(piece);
      }
      done.incrementAndGet();
    }
  }

  /** Looks first, so that those who come late never count on, to an overflow. */
  private int take() {
    return next.get() < count ? next.getAndIncrement() : count;
  }

  private void run(int piece) {
    int from = piece * grain;
    try {
      body.run(from, size - from <= grain ? size : from + grain);
    } catch (Throwable e) { // the caller's thread throws it
      fail(e);
    }
  }

  /** Returns when all pieces are done: nothing may still write when the caller goes on. */
  void await() {
    for (int spins = 0; done.get() < count; ) {
      spins = Spin.once(spins);
    }
  }
}
