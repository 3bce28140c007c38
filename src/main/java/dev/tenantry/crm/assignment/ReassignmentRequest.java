package dev.tenantry.crm.assignment;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whose open records are to go to others.
 *
 * @param type  the kind of records: lead, contact or opportunity
 * @param after {@code next} of the answer before; null: from the first
 */
record ReassignmentRequest(
        @NotBlank @Size(max = 50) String type,
        @NotNull UUID memberId,
        @Nullable Long after) {}
