package rondo.data;

/** The parts of the data: one to learn from, one that picks the model, one that is read once. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST
}
