package dev.tenantry.crm.lead;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is to be made at once of what somebody has left of themselves.
 *
 * @param matchContactBy what tells that they are a contact already, the surest first
 * @param hasCompany     whether the company is found by its domains, or made where it is named and not found
 * @param deal           a new one; null: none
 * @param isProven       whether the address is theirs: a contact that has it takes what it lacks
 */
public record CapturedConversion(
        List<MatchReason> matchContactBy,
        boolean hasCompany,
        ConversionRequest.@Nullable Deal deal,
        boolean isProven) {

    /**
     * What has come of it.
     *
     * @param matched the records that were there already
     * @param why     it is a lead and nothing more; null where it was converted
     */
    public record Outcome(Long leadId, List<Matched> matched, @Nullable String why) {}

    /** A record that was there already. @param type {@code contact} or {@code company} @param by what has told that */
    public record Matched(String type, MatchReason by) {}
}
