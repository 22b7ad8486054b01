package rondo.local;

import java.io.Serializable;

/**
 * Numbers that were too many to draw: the lowest and the highest of each stretch of them.
 *
 * @param every numbers of a stretch; the last one may have fewer
 * @param low (stretches); NaN where there was no number
 * @param high likewise
 */
public record Stretches(long every, double[] low, double[] high) implements Serializable {}
