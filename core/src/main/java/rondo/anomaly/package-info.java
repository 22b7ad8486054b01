/**
 * From what a model expected to what was not to be expected: ranges of time steps, from the errors
 * of a forecast or from the ranks of events. Plain arithmetic over one series at a time; it knows
 * no network.
 */
package rondo.anomaly;
