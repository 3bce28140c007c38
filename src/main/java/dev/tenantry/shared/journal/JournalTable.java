package dev.tenantry.shared.journal;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A table that transactions leave rows in beside their effect. All rows of a transaction, of all such tables, are written
 * in one exchange right before its commit.
 *
 * @param <E> what is noted
 */
public interface JournalTable<E> {

    /** One insert that takes any number of entries, as arrays; its parameters are {@link #parameters(List)}. */
    String insert();

    /** Its parameters: {@code String[]}, {@code Long[]} and the like become arrays, everything else a value. */
    @Nullable
    Object[] parameters(List<E> entries);

    /** What to tell this instance's listeners once the rows are committed; null for nothing. */
    default @Nullable Object announcement() {
        return null;
    }
}
