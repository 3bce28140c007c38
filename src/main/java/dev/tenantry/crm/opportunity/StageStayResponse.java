package dev.tenantry.crm.opportunity;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * A stage that an opportunity is or was in.
 *
 * @param leftAt   absent while it is there
 * @param duration of the stay, in seconds, until now while it is there
 * @param userId   who moved it there
 */
record StageStayResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long pipelineId,
        String stage,
        Instant enteredAt,
        @Nullable Instant leftAt,
        long duration,
        @Nullable UUID userId) {}
