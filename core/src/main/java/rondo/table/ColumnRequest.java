package rondo.table;

import java.io.Serializable;

/**
 * A column that a task needs of a table, and as what.
 *
 * @param type as what its values are wanted; null for what fits the column's own type: numbers as
 *     NUMBER or NUMBERS, text as TEXT, a list of texts as TEXTS
 * @param perSequence whether it has one value a sequence although each row is a time step; the
 *     values of all its rows must be equal then
 * @param optional whether the column, or a value of it, may be missing: targets of data that is
 *     only predicted
 */
public record ColumnRequest(String column, ValueType type, boolean perSequence, boolean optional)
    implements Serializable {}
