package dev.tenantry.audit.export;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.PermittedMembers;

/** What an export may show: what whoever asked for it may see, at each moment, within the API key that it was asked for by, as long as there is that key. */
@Component
class ExportRights {

    static final String CREATE = "audit-log-exports:create";
    static final String READ = "audit-log-exports:read";
    static final String LOG = "audit-logs:read";

    private final PermittedMembers members;

    ExportRights(PermittedMembers members) {
        this.members = members;
    }

    Set<String> held(AuditLogExport export) {
        return export.within(members.rights(export.getRequestedBy(), export.requestedKey()));
    }

    /** Why it may not be made; null where nothing speaks against it. */
    @Nullable
    String objection(Set<String> held) {
        return List.of(CREATE, LOG)
                .stream()
                .filter(permission -> !held.contains(permission))
                .findFirst()
                .map(permission -> "whoever asked for it no longer has the permission " + permission)
                .orElse(null);
    }

    /** Whether its link leads to the file: both whoever asked for the export and whoever made the link may see by now what it shows. */
    boolean mayBeFollowed(AuditLogExport export) {
        var linkedBy = export.linkedBy();
        return linkedBy != null && mayHave(export, held(export))
                && mayHave(export, members.rights(linkedBy, export.linkedKey()));
    }

    private static boolean mayHave(AuditLogExport export, Set<String> held) {
        return held.contains(READ) && held.contains(LOG) && held.containsAll(export.progress().needed());
    }
}
