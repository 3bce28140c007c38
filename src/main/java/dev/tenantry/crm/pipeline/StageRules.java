package dev.tenantry.crm.pipeline;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a stage asks of deals.
 *
 * @param required           without what none enters it
 * @param next               the names of the stages, of its pipeline, that they go to from it; null: any
 * @param rottingDays        after how many days of 24 hours they have been in it too long; null: never
 * @param requiresLostReason whether they are lost in its pipeline only for a reason
 */
public record StageRules(
        List<DealField> required,
        @Nullable List<String> next,
        @Nullable Integer rottingDays,
        boolean requiresLostReason) {}
