/**
 * Where a run keeps its files: {@link rondo.checkpoint.RunDirectory} hides the file system, {@link
 * rondo.checkpoint.RunFiles} knows which files are a run's own, {@link rondo.checkpoint.RunRecord}
 * is {@code run.json}. Nothing here knows what is in a model.
 */
package rondo.checkpoint;
