package dev.tenantry.audit.export;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands before the entries of an export that is to be read by people: whose log it is, who asked for it and when, and for which of its entries. */
@Component
class ExportHeads {

    private static final String ORGANIZATION = "select name from organizations where id = app.org_id()";
    private static final String MEMBER = """
            select coalesce(m.name || ' <' || m.email || '>', m.name, m.email, '') from app.members(app.org_id()) m where m.user_id = ?""";

    private final JdbcClient jdbc;

    ExportHeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Title and lines, in the current transaction. */
    List<String> of(AuditLogExport export) {
        var filter = export.getFilters().filter();
        return List.of("Audit log of " + jdbc.sql(ORGANIZATION).query(String.class).single(),
                "Organization: " + export.getOrganizationId(),
                "Asked for by: " + (member(export.getRequestedBy()) + " " + export.getRequestedBy()).strip(),
                "Entries until: " + export.getCreatedAt(),
                "Filter: " + (filter == null ? "none, these are all that there were" : filter));
    }

    private String member(UUID member) {
        return jdbc.sql(MEMBER).param(member).query(String.class).optional().orElse("");
    }
}
