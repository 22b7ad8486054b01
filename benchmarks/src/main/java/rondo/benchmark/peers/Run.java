package rondo.benchmark.peers;

/**
 * One process, as it is told in the JSON file.
 *
 * @param round counted from 1
 * @param result null if it failed
 * @param failure one sentence, null if it did not fail
 */
record Run(
    int round, String peer, String workload, int threads, ProcessResult result, String failure) {}
