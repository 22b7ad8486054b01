/**
 * Models as files that are data and never code: {@link rondo.export.ModelDirectory} reads and
 * writes a whole model, {@link rondo.export.Safetensors} its numbers. Every reader here checks
 * sizes before it allocates and refuses what it does not fully understand.
 */
package rondo.export;
