package dev.tenantry.audit.logs;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.ActorNames;
import dev.tenantry.audit.classification.ValueMasks;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.access.PersonalData;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** The log as whoever acts may see it, for what reads more of it than one looks at. */
@Component
@Transactional(readOnly = true)
public class AuditLogReading {

    private static final String SEPARATOR = "/";

    private final AuditLogService logs;
    private final ListQuery lists;
    private final ValueRights rights;
    private final ValueMasks masks;

    AuditLogReading(AuditLogService logs, ListQuery lists, ValueRights rights, ValueMasks masks) {
        this.logs = logs;
        this.lists = lists;
        this.rights = rights;
        this.masks = masks;
    }

    public Page<AuditLogResponse> page(ListRequest request) {
        return logs.list(request);
    }

    /** @throws ProblemException 400 where the list cannot be asked for these entries */
    public void check(ListRequest request) {
        lists.check(logs.listing(), request);
    }

    /** The permissions that it takes to see the values which these entries show to whoever acts. */
    public Set<String> needed(Collection<AuditLogResponse> entries) {
        var needed = entries.stream()
                .filter(entry -> entry.oldValues() != null || entry.newValues() != null)
                .map(entry -> rights.permission(entry.resourceType()))
                .collect(Collectors.toCollection(HashSet::new));
        if (!needed.isEmpty() && ActingRights.may(PersonalData.PERMISSION)) {
            needed.add(PersonalData.PERMISSION);
        }
        if (entries.stream().anyMatch(entry -> entry.userName() != null)) {
            needed.add(ActorNames.MEMBERS);
        }
        if (entries.stream().anyMatch(entry -> entry.apiKeyName() != null)) {
            needed.add(ActorNames.KEYS);
        }
        return needed;
    }

    /** The properties whose values these entries show to whoever acts, and no mask in their place: {@code contact/email}. */
    public Set<String> shown(Collection<AuditLogResponse> entries) {
        var shown = entries.stream().flatMap(AuditLogReading::told).collect(Collectors.toCollection(HashSet::new));
        shown.removeAll(hidden(shown, ActingRights.may(PersonalData.PERMISSION)));
        return shown;
    }

    /**
     * The records of which these entries show more to whoever acts than masks, and which of their kind they are: {@code contact/182}; and whoever is
     * named. Once such a record is deleted for good nobody is to have them.
     */
    public Set<String> records(Collection<AuditLogResponse> entries) {
        var telling = shown(entries);
        telling.removeIf(property -> !of(property, masks::isTelling));
        var named = entries.stream()
                .filter(entry -> entry.userName() != null)
                .map(entry -> "profile/" + entry.userId());
        var told = entries.stream()
                .filter(entry -> entry.resourceId() != null && told(entry).anyMatch(telling::contains))
                .map(entry -> entry.resourceType() + SEPARATOR + entry.resourceId());
        return Stream.concat(named, told).collect(Collectors.toSet());
    }

    /** Those of them that are masked by now. @param isRevealed for somebody who may see personal data */
    public Set<String> hidden(Set<String> shown, boolean isRevealed) {
        return shown.stream()
                .filter(one -> of(one, (resource, property) -> masks.isHidden(resource, property, isRevealed)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean of(String shown, BiPredicate<String, String> is) {
        var end = shown.indexOf(SEPARATOR);
        return is.test(shown.substring(0, end), shown.substring(end + 1));
    }

    /** The properties of which an entry has values. */
    private static Stream<String> told(AuditLogResponse entry) {
        return Stream.of(entry.oldValues(), entry.newValues())
                .filter(Objects::nonNull)
                .flatMap(values -> values.entrySet().stream())
                .filter(value -> value.getValue() != null && !ValueMasks.isExpired(value.getValue()))
                .map(value -> entry.resourceType() + SEPARATOR + value.getKey());
    }
}
