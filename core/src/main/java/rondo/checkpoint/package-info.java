/**
 * Where a run keeps its files: {@link rondo.checkpoint.RunDirectory} hides the file system, {@link
 * rondo.checkpoint.RunFiles} knows which files are a run's own, {@link rondo.checkpoint.RunRecord}
 * is {@code run.json}, {@link rondo.checkpoint.CheckpointStore} commits checkpoints and finds the
 * newest whole one. Nothing here knows what is in a model or in a checkpoint. {@link
 * rondo.checkpoint.Manifest}, {@link rondo.checkpoint.StrictJson} and {@link
 * rondo.checkpoint.VerifiedStream} are how every file of ours is checked when it is read.
 */
package rondo.checkpoint;
