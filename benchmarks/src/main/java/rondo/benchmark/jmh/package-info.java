/** JMH's benchmarks, run and told with what matters on a JIT compiler: every fork by itself. */
package rondo.benchmark.jmh;
