package rondo.train;

import java.io.Serializable;

/**
 * How far back a gradient reaches: the norm of dLoss/dh at each distance before the time step at
 * which the loss was taken, averaged over sequences. A line that falls fast is the vanishing
 * gradient.
 *
 * @param norms (layers, distances): norms[layer][k] belongs to k time steps before the loss
 */
public record GradientFlow(double[][] norms) implements Serializable {}
