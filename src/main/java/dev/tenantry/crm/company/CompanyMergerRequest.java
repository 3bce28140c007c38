package dev.tenantry.crm.company;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which company goes into another one.
 *
 * @param companyId the company that goes to the trash
 * @param fields    in which that one's values count, {@code sector}; in all others the one that stays has its own, as far as it has some
 */
record CompanyMergerRequest(
        @NotNull Long companyId,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 50) String> fields) {}
