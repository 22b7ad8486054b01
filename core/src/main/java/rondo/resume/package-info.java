/** The state of a run as files of a checkpoint, and what must be the same to go on from them. */
package rondo.resume;
