/**
 * Notes of keyboard music, and standard MIDI files of them. Knows nothing of networks or of tasks.
 */
package rondo.midi;
