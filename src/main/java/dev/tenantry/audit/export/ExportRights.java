package dev.tenantry.audit.export;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.logs.AuditLogReading;
import dev.tenantry.shared.access.PermittedMembers;
import dev.tenantry.shared.access.PersonalData;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** What an export may show: what whoever asked for it may see, at each moment, within the API key that it was asked for by, as long as there is that key. */
@Component
class ExportRights {

    static final String CREATE = "audit-log-exports:create";
    static final String READ = "audit-log-exports:read";
    static final String LOG = "audit-logs:read";

    private static final int TOLD = 5;

    private final PermittedMembers members;
    private final AuditLogReading log;

    ExportRights(PermittedMembers members, AuditLogReading log) {
        this.members = members;
        this.log = log;
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

    /** For whoever has these permissions: what has been classified more strictly since it was written is in no copy. @throws ProblemException 403 */
    void demandShowable(AuditLogExport export, Set<String> held) {
        var hidden = log.hidden(export.progress().shown(), held.contains(PersonalData.PERMISSION));
        if (!hidden.isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "the file has values that have been classified more strictly since ("
                            + hidden.stream().limit(TOLD).collect(Collectors.joining(", ")) + "): export it anew");
        }
    }

    /** Likewise, for whoever has its link. */
    void demandShowable(AuditLogExport export) {
        demandShowable(export, held(export));
    }

    private static boolean mayHave(AuditLogExport export, Set<String> held) {
        return held.contains(READ) && held.contains(LOG) && held.containsAll(export.progress().needed());
    }
}
