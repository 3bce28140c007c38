package dev.tenantry.audit.export;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** The door of links, which is open to anybody: how often it is knocked at, and whose the link is. */
@Component
class ExportDoor {

    private final ExportDownloads downloads;
    private final Limits limits;

    ExportDoor(ExportDownloads downloads, Limits limits) {
        this.downloads = downloads;
        this.limits = limits;
    }

    /** @throws ProblemException 404 where the link leads nowhere; 429 */
    ExportDownloads.Download open(String text) {
        limits.chargeSource(Limit.EXPORT_LINKS_PER_SOURCE);
        var token = ExportToken.read(text);
        return new TenantContext(token.organizationId(), null).call(() -> downloads.follow(token));
    }
}
