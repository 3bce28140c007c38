package dev.tenantry.crm.contact;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which contact goes into another one.
 *
 * @param contactId the contact that goes to the trash
 * @param fields    in which that one's values count, {@code jobTitle}; in all others the one that stays has its own, as far as it has some
 */
record ContactMergerRequest(
        @NotNull Long contactId,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 50) String> fields) {}
