package rondo.table;

import java.io.IOException;
import rondo.data.Split;

/**
 * Reads what another reader reads; subclasses change some of it.
 *
 * <p>Thread use: one thread. It is closed with the other reader.
 */
public abstract class FilterTableReader implements TableReader {
  /** The other reader. */
  protected final TableReader in;

  /** All of {@code in}. */
  protected FilterTableReader(TableReader in) {
    this.in = in;
  }

  @Override
  public boolean nextSequence() throws IOException {
    return in.nextSequence();
  }

  @Override
  public Split split() {
    return in.split();
  }

  @Override
  public String[] key() {
    return in.key();
  }

  @Override
  public String origin() {
    return in.origin();
  }

  @Override
  public Values sequence() {
    return in.sequence();
  }

  @Override
  public boolean nextStep() throws IOException {
    return in.nextStep();
  }

  @Override
  public long time() {
    return in.time();
  }

  @Override
  public Values step() {
    return in.step();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
