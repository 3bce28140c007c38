package dev.tenantry.audit.export;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * How far a file has come.
 *
 * @param parts   of it that are kept
 * @param size    in bytes
 * @param entries that are in it
 * @param total   how many there are to be; null before they are counted
 * @param cursor  behind the last of them; null where none is, or none follows
 * @param needed  permissions that it took to see what is shown of them
 * @param shown   the properties whose values are: {@code contact/email}
 */
record ExportProgress(
        int parts,
        long size,
        int entries,
        @Nullable Integer total,
        @Nullable String cursor,
        Set<String> needed,
        Set<String> shown) {

    ExportProgress counted(int all) {
        return new ExportProgress(parts, size, entries, all, cursor, needed, shown);
    }

    ExportProgress with(int moreParts, long moreBytes, int moreEntries, @Nullable String next, Set<String> alsoNeeded,
            Set<String> alsoShown) {
        return new ExportProgress(parts + moreParts, size + moreBytes, entries + moreEntries, total, next,
                both(needed, alsoNeeded), both(shown, alsoShown));
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        var both = new TreeSet<>(some);
        both.addAll(more);
        return both;
    }
}
