package dev.tenantry.audit.logs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.classification.ValueMasks;
import dev.tenantry.shared.access.PersonalData;

/**
 * What somebody is shown of the values of an entry.
 *
 * @param before  by name; null where there are none, or none may be seen
 * @param after   likewise
 * @param changes the names of those that differ; of all, where the values may not be seen
 * @param lacking permissions that it takes to see the rest; null where there is none
 */
record ShownValues(
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after,
        @Nullable List<String> changes,
        @Nullable Set<String> lacking) {

    /** As they are shown where they are to be gone. */
    ShownValues erased() {
        return new ShownValues(null, null, before == null && after == null ? changes : names(), null);
    }

    /** As they are shown to somebody who lacks these permissions. */
    ShownValues without(Set<String> lacked) {
        return lacked.isEmpty() || before == null && after == null
                ? this
                : new ShownValues(null, null, names(), lacked);
    }

    /** As they are shown to somebody who may see personal data, or may not: without such values, and those that nobody is shown. */
    ShownValues masked(AuditLog log, ValueMasks masks, boolean isRevealed) {
        var shown = new ShownValues(masked(before, log, masks, isRevealed), masked(after, log, masks, isRevealed),
                changes, lacking);
        if (isRevealed || shown.equals(masked(log, masks, true))) {
            return shown;
        }
        return new ShownValues(shown.before, shown.after, changes, Set.of(PersonalData.PERMISSION));
    }

    private static @Nullable Map<String, @Nullable Object> masked(@Nullable Map<String, @Nullable Object> values,
            AuditLog log, ValueMasks masks, boolean isRevealed) {
        return values == null ? null : masks.shown(log.resourceType(), values, log.createdAt(), isRevealed);
    }

    private List<String> names() {
        if (changes != null) {
            return changes;
        }
        var names = new TreeSet<String>();
        if (before != null) {
            names.addAll(before.keySet());
        }
        if (after != null) {
            names.addAll(after.keySet());
        }
        return List.copyOf(names);
    }
}
