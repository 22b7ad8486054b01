package rondo.network;

import rondo.data.Batch;

/** Something that puts out one vector a row of the batch: what the part above it reads. */
interface Source {
  /** The vectors; the row of batch row r is {@code first(batch) + r}. */
  Matrix output();

  /** Where parts above add dLoss/doutput, in the same rows; null if nobody wants it. */
  Matrix dOutput();

  /** Row of {@link #output()} that belongs to row 0 of the batch. */
  default int first(Batch batch) {
    return 0;
  }
}
