package dev.tenantry.audit.classification;

import org.jspecify.annotations.Nullable;

/**
 * Which columns of the data map; what is null says nothing.
 *
 * @param overridden whether the organization says how sensitive they are
 */
record DataMapFilter(
        @Nullable String table,
        @Nullable Sensitivity level,
        @Nullable String tag,
        @Nullable Boolean encrypted,
        @Nullable Boolean overridden) {

    boolean takes(Classified column) {
        return (table == null || table.equals(column.column().table())) && (level == null || level == column.level())
                && (tag == null || column.tags().contains(tag))
                && (encrypted == null || encrypted == column.isEncrypted())
                && (overridden == null || overridden == (column.overrideId() != null));
    }
}
