package dev.tenantry.crm.email;

import java.util.Map;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.tenancy.TenantContext;

/** Shows what a mail says. Whoever reads one of others, that these have captured, is in the audit log. */
@Service
class EmailReader {

    private final EmailRows rows;
    private final EmailDetails details;
    private final AuditTrail audit;

    EmailReader(EmailRows rows, EmailDetails details, AuditTrail audit) {
        this.rows = rows;
        this.details = details;
        this.audit = audit;
    }

    @Transactional
    EmailDetailsResponse read(Long id) {
        var email = rows.find(id);
        if (!email.isOf(TenantContext.current().userId())) {
            audit.record(new AuditEntry("email.viewed", AuditEntry.Category.DATA_ACCESS, "email", id.toString(),
                    Map.of(), Map.of()));
        }
        return details.of(email);
    }
}
