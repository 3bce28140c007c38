package dev.tenantry.crm.assignment;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whose a record is.
 *
 * @param ownerId absent where no rule is for it, or nobody is left
 * @param ruleId  the rule that gave it just now; absent where it had an owner
 */
record AssignmentResponse(
        String type,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @Nullable UUID ownerId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long ruleId) {}
