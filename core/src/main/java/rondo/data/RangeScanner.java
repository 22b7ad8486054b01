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

  /**
   * The sum of the results of all parts, where results are too large to have all of them in one
   * place.
   *
   * @param function as above; each result is its caller's
   * @param add of two results, either of which it may change and give back; in whatever order
   *     results are added, the sum must be the same
   * @return null if there are no parts
   */
  default <T extends Serializable, R extends Serializable> R sum(
      List<T> parts, SerializableFunction<T, R> function, SerializableBinaryOperator<R> add) {
    R sum = null;
    for (T part : parts) {
      R next = function.apply(part);
      sum = sum == null ? next : add.apply(sum, next);
    }
    return sum;
  }
}
