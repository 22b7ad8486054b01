/**
 * Whole training steps of Rondo and of its peers, each in fresh processes, side by side. {@link
 * rondo.benchmark.peers.Peers} starts them and writes the table.
 */
package rondo.benchmark.peers;
