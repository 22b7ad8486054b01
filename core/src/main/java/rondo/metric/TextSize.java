package rondo.metric;

import java.io.Serializable;

/**
 * What the tokens of a text come to.
 *
 * @param tokens all that are told, ends of texts included
 * @param bytes of UTF-8
 */
public record TextSize(long tokens, long bytes, long characters) implements Serializable {}
