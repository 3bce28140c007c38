package dev.tenantry.crm.assignment;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * What became of a member's open records.
 *
 * @param passed how many have gone to others
 * @param kept   how many stayed, since no rule is for them, or nobody is left
 * @param next   behind which others are to be looked at; absent: that was all
 */
record ReassignmentResponse(
        int passed,
        int kept,
        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) Long next) {}
