package rondo.data;

import java.io.Serializable;
import java.util.List;

/** One pass over parts of the input: in this JVM, or spread over executors. */
@FunctionalInterface
public interface RangeScanner {
  /** Works on one part after the other on the calling thread. */
  RangeScanner LOCAL =
      new RangeScanner() {
        @Override
        public <T extends Serializable, R extends Serializable> List<R> scan(
            List<T> parts, SerializableFunction<T, R> function) {
          return parts.stream().map(function).toList();
        }
      };

  /**
   * Applies {@code function} to every part, each once or (after a failure of an executor) more
   * often.
   *
   * @param function pure: the same part gives the same result on every machine
   * @return the results in the order of the parts
   */
  <T extends Serializable, R extends Serializable> List<R> scan(
      List<T> parts, SerializableFunction<T, R> function);
}
