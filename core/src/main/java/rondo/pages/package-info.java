/**
 * Where packed sequences are kept: in memory while there is room, else in pages of local files that
 * are read when they are needed. Batches cannot tell the difference.
 */
package rondo.pages;
