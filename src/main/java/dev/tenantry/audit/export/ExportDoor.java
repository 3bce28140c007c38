package dev.tenantry.audit.export;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.AddressGuard;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** The door of links, which is open to anybody: how often it is knocked at, whose the link is, and from where. */
@Component
class ExportDoor {

    private final ExportDownloads downloads;
    private final Limits limits;
    private final AddressGuard addresses;

    ExportDoor(ExportDownloads downloads, Limits limits, AddressGuard addresses) {
        this.downloads = downloads;
        this.limits = limits;
        this.addresses = addresses;
    }

    /** @throws ProblemException 404 where the link leads nowhere; 403 where it is followed from where the organization admits nobody; 429 */
    ExportDownloads.Download open(String text) {
        limits.chargeSource(Limit.EXPORT_LINKS_PER_SOURCE);
        var token = ExportToken.read(text);
        return new TenantContext(token.organizationId(), null).call(() -> {
            downloads.check(token);
            // Whoever asked for the export may have given the link to anybody.
            addresses.check(token.organizationId(), null, "/audit-log-export");
            return downloads.follow(token);
        });
    }
}
