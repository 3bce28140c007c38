package dev.tenantry.crm.projecttemplate;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.Localizations;

/** Makes projects of deals as a stage says, with the rights of whoever has it say so. */
@Component
class RuledMaking {

    private final ProjectMaking making;
    private final RecordPermissions permissions;
    private final Authority authority;
    private final Localizations localizations;
    private final Clock clock;

    RuledMaking(ProjectMaking making, RecordPermissions permissions, Authority authority, Localizations localizations,
            Clock clock) {
        this.making = making;
        this.permissions = permissions;
        this.authority = authority;
        this.localizations = localizations;
        this.clock = clock;
    }

    /** In the current transaction. @throws ProblemException where they may not, or the template is gone, or cannot be followed */
    void make(Long template, UUID by, Long deal) {
        var held = authority.of(by);
        var read = permissions.of("project-template", "read");
        if (!held.contains(read)) {
            throw ProblemException.forbidden(read);
        }
        var zone = Zones.named(localizations.ofOrganization().zone());
        var request = ProjectFromTemplateRequest.ofDeal(deal, LocalDate.now(clock.withZone(zone)), zone.getId());
        var _ = ActingRights.call(held, () -> making.make(template, request));
    }
}
