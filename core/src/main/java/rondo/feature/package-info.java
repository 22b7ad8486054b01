/**
 * Values of a table to what enters a network: numbers that are scaled, texts that are counted and
 * numbered. Fitted on the learned part alone; what was fitted is JSON in the model directory.
 */
package rondo.feature;
