package dev.tenantry.crm.company;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.address.PostalAddress;
import dev.tenantry.crm.externalid.ExternalId;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.HostName;

/**
 * What a company is to be.
 *
 * @param domain        of its web site and mail
 * @param annualRevenue a year's, in full units of the currency
 * @param parentId      the company that it is a subsidiary of
 * @param externalId    the company's key in another system, unique in the organization
 * @param externalIds its keys in several other systems, each unique in the organization
 */
record CompanyRequest(
        @NotBlank @Size(max = 200) String name,
        @Compared @Size(max = 253) @HostName @Nullable String domain,
        @Size(max = 100) @Nullable String sector,
        @Size(max = 200) @Nullable String location,
        @Min(1000) @Max(2200) @Nullable Integer yearEstablished,
        @PositiveOrZero @Nullable Integer employees,
        @Valid @Nullable Money annualRevenue,
        @Size(max = PostalAddress.MOST) @Nullable List<@Valid @NotNull PostalAddress> addresses,
        @Nullable Long parentId,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId,
        @Size(max = ExternalId.MOST) @Nullable List<@Valid @NotNull ExternalId> externalIds) {}
