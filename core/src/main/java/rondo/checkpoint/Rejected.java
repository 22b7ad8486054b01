package rondo.checkpoint;

/**
 * A checkpoint that was committed and is damaged now.
 *
 * @param name epoch and round, as in the names of its files: {@code 000002-0000000150}
 * @param reason names the file and what is wrong with it
 */
public record Rejected(String name, String reason) {}
