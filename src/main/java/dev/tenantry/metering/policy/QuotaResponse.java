package dev.tenantry.metering.policy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.Scope;

/**
 * What holds for the organization.
 *
 * @param name            of the policy, or the resource of a limit of the organization's own
 * @param source          limit (the organization's own), override (a policy with other numbers) or policy; in this order one goes before the other
 * @param scope           whose requests are counted together
 * @param appliesToRole   absent: it applies whatever the role
 * @param validUntil      absent: for good
 * @param burst           how many at once, and from then on evenly. Absent: whenever they come
 * @param windows         all of them hold
 */
record QuotaResponse(
        String name,
        Rule.Source source,
        String endpointPattern,
        Scope scope,
        @Nullable String appliesToRole,
        @Nullable Instant validUntil,
        @Nullable Integer burst,
        List<QuotaWindow> windows) {

    /**
     * @param window hour, day, month, or a number of seconds: {@code 30s}
     * @param most   how often at most in each
     * @param used   how often in this one, by all, or by whoever has asked most where each member or key has their own; of what other instances have let through the last ten seconds may be missing
     * @param usedBy the member or key that has asked most; absent: all count together, or nobody has asked
     * @param usedByName what that member or key is called; absent likewise, of a member who has left, and for whoever may not read these
     * @param resetsAt when this one ends; absent: nothing has been counted in it
     */
    record QuotaWindow(
            String window,
            int most,
            int used,
            @Nullable UUID usedBy,
            @Nullable String usedByName,
            @Nullable Instant resetsAt) {}

    static QuotaResponse of(Rule rule, List<QuotaWindow> windows) {
        return new QuotaResponse(rule.name(), rule.source(), rule.pattern().toString(), rule.scope(),
                rule.role(), rule.validUntil(),
                rule.burstLimit() == null ? null : (Integer) rule.burstLimit().burst(), windows);
    }
}
