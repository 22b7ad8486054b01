package rondo.round;

/**
 * A round as it comes back from the shards.
 *
 * @param broadcastSeconds in which the driver handed its message out
 */
public record RoundResult(RoundSum sum, double broadcastSeconds) {}
