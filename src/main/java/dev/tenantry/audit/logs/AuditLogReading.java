package dev.tenantry.audit.logs;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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

    private final AuditLogService logs;
    private final ListQuery lists;
    private final ValueRights rights;

    AuditLogReading(AuditLogService logs, ListQuery lists, ValueRights rights) {
        this.logs = logs;
        this.lists = lists;
        this.rights = rights;
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
}
