package dev.tenantry.metering.guard;

import java.time.YearMonth;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import dev.tenantry.metering.counter.QuotaDecision;
import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.WindowLimit;

/**
 * What answers say of quotas, as draft-ietf-httpapi-ratelimit-headers-10 has it: all windows, what may come at once, and
 * of each rule the one with the least left.
 */
final class RateLimitFields {

    private static final String POLICY = "RateLimit-Policy";
    private static final String LIMIT = "RateLimit";

    private RateLimitFields() {}

    static void set(HttpServletResponse response, List<QuotaDecision> decisions, Function<Rule, String> policy) {
        response.setHeader(POLICY, decisions.size() == 1
                ? policy.apply(decisions.getFirst().rule())
                : decisions.stream().map(decision -> policy.apply(decision.rule())).collect(Collectors.joining(", ")));
        var limits = new StringBuilder();
        for (var decision : decisions) {
            var seconds = (decision.reset().toMillis() + 999) / 1000;
            limits.append(limits.isEmpty() ? "" : ", ");
            name(limits, decision.rule(), decision.window()).append(";r=")
                    .append(decision.remaining())
                    .append(";t=")
                    .append(seconds);
        }
        response.setHeader(LIMIT, limits.toString());
    }

    /** Which stay the same from answer to answer, while a month lasts. */
    static String policy(Rule rule, YearMonth month) {
        var burst = rule.burstLimit() == null ? Stream.<WindowLimit>empty() : Stream.of(rule.burstLimit().told());
        return Stream.concat(rule.windows().stream(), burst)
                .map(window -> name(new StringBuilder(), rule, window).append(";q=")
                        .append(window.most())
                        .append(";w=")
                        .append(window.seconds(month))
                        .toString())
                .collect(Collectors.joining(", "));
    }

    private static StringBuilder name(StringBuilder text, Rule rule, WindowLimit window) {
        return text.append('"').append(rule.name()).append('/').append(window.told()).append('"');
    }
}
