/** The Numenta Anomaly Benchmark: series as they come, and a score of what was found in them. */
package rondo.benchmark.nab;
