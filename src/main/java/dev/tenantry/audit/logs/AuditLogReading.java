package dev.tenantry.audit.logs;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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

    /** The permission that it takes to see the values of entries about such a resource. */
    public String needed(String resourceType) {
        return rights.permission(resourceType);
    }

    /** The permissions that it takes to see the values which these entries show to whoever acts. */
    public Set<String> needed(Collection<AuditLogResponse> entries) {
        var needed = entries.stream()
                .filter(entry -> entry.oldValues() != null || entry.newValues() != null)
                .map(entry -> needed(entry.resourceType()))
                .collect(Collectors.toCollection(HashSet::new));
        if (!needed.isEmpty() && ActingRights.may(PersonalData.PERMISSION)) {
            needed.add(PersonalData.PERMISSION);
        }
        return needed;
    }

    /** The properties whose values these entries show to whoever acts, and no mask in their place: {@code contact/email}. */
    public Set<String> shown(Collection<AuditLogResponse> entries) {
        var shown = new HashSet<String>();
        for (var entry : entries) {
            Stream.of(entry.oldValues(), entry.newValues())
                    .filter(Objects::nonNull)
                    .flatMap(values -> values.entrySet().stream())
                    .filter(value -> value.getValue() != null)
                    .forEach(value -> shown.add(entry.resourceType() + SEPARATOR + value.getKey()));
        }
        shown.removeAll(hidden(shown, ActingRights.may(PersonalData.PERMISSION)));
        return shown;
    }

    /** Those of them that are masked by now. @param isRevealed for somebody who may see personal data */
    public Set<String> hidden(Set<String> shown, boolean isRevealed) {
        return shown.stream().filter(property -> {
            var end = property.indexOf(SEPARATOR);
            return masks.isHidden(property.substring(0, end), property.substring(end + 1), isRevealed);
        }).collect(Collectors.toCollection(TreeSet::new));
    }
}
