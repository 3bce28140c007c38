package dev.tenantry.crm.opportunity;

import java.time.LocalDate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where an opportunity is to stand.
 *
 * @param pipelineId absent: the one that it is in
 * @param closedOn   the day it was won or lost; absent: today, or the day that it has where it stays won or stays lost
 * @param lostReasonId why it was lost
 */
record StageRequest(
        @NotBlank @Size(max = 100) String stage,
        @Nullable Long pipelineId,
        @Nullable LocalDate closedOn,
        @Nullable Long lostReasonId) {}
