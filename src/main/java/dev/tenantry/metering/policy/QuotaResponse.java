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
 * @param windows         all of them hold
 */
record QuotaResponse(
        UUID id,
        String name,
        Rule.Source source,
        String endpointPattern,
        Scope scope,
        @Nullable String appliesToRole,
        @Nullable Instant validUntil,
        List<QuotaWindow> windows) {

    /**
     * @param window hour, day, month, or a number of seconds: {@code 30s}
     * @param most   how often at most in each
     */
    record QuotaWindow(String window, int most) {}

    static QuotaResponse of(Rule rule) {
        return new QuotaResponse(rule.id(), rule.name(), rule.source(), rule.pattern().toString(), rule.scope(),
                rule.role(), rule.validUntil(),
                rule.windows().stream().map(window -> new QuotaWindow(window.told(), window.most())).toList());
    }
}
