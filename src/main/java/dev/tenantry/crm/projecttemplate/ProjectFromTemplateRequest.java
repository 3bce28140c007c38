package dev.tenantry.crm.projecttemplate;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.time.Zone;

/**
 * What a project of a template is to be.
 *
 * @param name          absent: as the template says
 * @param startsOn      its first day; absent: today in the zone
 * @param zone          whose days count; absent: the person's, else the organization's
 * @param userId        the member who leads it; absent: the deal's owner, else the caller
 * @param opportunityId the deal that begot it
 * @param contactId     absent: the deal's
 * @param companyId     absent: the deal's
 * @param members       who works on it; absent: as the template says
 */
record ProjectFromTemplateRequest(
        @Size(max = 200) @Nullable String name,
        @Nullable LocalDate startsOn,
        @Zone @Nullable String zone,
        @Nullable UUID userId,
        @Nullable Long opportunityId,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Size(max = ProjectTemplateRequest.MOST_MEMBERS) @Nullable List<@Valid @NotNull TemplateMember> members) {

    static ProjectFromTemplateRequest ofDeal(Long deal, LocalDate startsOn, String zone) {
        return new ProjectFromTemplateRequest(null, startsOn, zone, null, deal, null, null, null);
    }
}
