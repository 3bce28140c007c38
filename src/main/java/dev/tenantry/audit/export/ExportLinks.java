package dev.tenantry.audit.export;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkDeclaration;

import static dev.tenantry.shared.record.LinkRule.KEEP;
import static dev.tenantry.shared.record.LinkRule.PART;

/** An export is one with its file, and who asked for it or gave it away is a fact of the past. */
@Component
class ExportLinks implements LinkDeclaration {

    @Override
    public List<Link> links() {
        return List.of(new Link("audit_log_exports", "requested_by", "organization_members", KEEP),
                new Link("audit_log_exports", "linked_by", "organization_members", KEEP),
                new Link("audit_log_export_parts", "export_id", "audit_log_exports", PART));
    }
}
