/** A table of any number of rows, for {@code benchmarks/large-table}. */
package rondo.benchmark.table;
