package rondo.fuzz;

import java.util.List;

/**
 * Something of Rondo that reads bytes which may be anything. A class of its own beside what it
 * reads, public and with a constructor without arguments: Jazzer makes it in another JVM.
 *
 * <p>Thread use: one thread.
 */
public interface FuzzTarget {
  /** Inputs to begin with: what Rondo writes itself, what users write, and small faults in both. */
  List<byte[]> seeds() throws Exception;

  /**
   * Reads an input, which is either taken or refused as documented ({@link Refusals}). What is
   * taken is written and read again, and must be the same, where there is a writer.
   *
   * @throws Throwable whatever is thrown is a fault
   */
  void read(byte[] input) throws Exception;

  /** Most bytes of the heap that are allocated for an input of so many bytes. */
  default long mostAllocated(int length) {
    return (16L << 20) + 4096L * length;
  }
}
