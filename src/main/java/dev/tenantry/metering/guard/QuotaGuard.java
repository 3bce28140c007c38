package dev.tenantry.metering.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerMapping;

import dev.tenantry.metering.counter.LeasedCounters;
import dev.tenantry.metering.counter.QuotaDecision;
import dev.tenantry.metering.rule.Route;
import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.RequestMeter;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Counts each request once, under one rule of each scope; whoever has used up one of them takes nothing of the others. */
@Component
@EnableConfigurationProperties(MeteringSettings.class)
class QuotaGuard implements RequestMeter {

    private static final String COUNTED = QuotaGuard.class.getName();

    private record Told(String policy, YearMonth month) {}

    private final RuleBook rules;
    private final LeasedCounters counters;
    private final MeteringSettings settings;
    private final Clock clock;
    private final Cache<Rule, Told> policies = Caffeine.newBuilder().weakKeys().build();

    QuotaGuard(RuleBook rules, LeasedCounters counters, MeteringSettings settings, Clock clock) {
        this.rules = rules;
        this.counters = counters;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void count(HttpServletRequest request, HttpServletResponse response, Caller caller) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern == null || request.getAttribute(COUNTED) != null) {
            return;
        }
        request.setAttribute(COUNTED, true);
        var method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        try {
            var covering = rules.of(new Route(method, pattern.toString()), caller.organizationId(), caller.role());
            if (!covering.isEmpty()) {
                count(covering, request, response, caller);
            }
        } catch (DataAccessException | TransactionException failure) {
            if (!settings.isAdmitted(failure)) {
                throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "requests cannot be counted now",
                        Duration.ofSeconds(1));
            }
        }
    }

    private void count(List<Rule> covering, HttpServletRequest request, HttpServletResponse response, Caller caller) {
        var decisions = new ArrayList<QuotaDecision>(covering.size());
        for (var rule : covering) {
            var subject = rule.scope().subject(caller);
            if (subject != null) {
                var decision = counters.take(rule, caller.organizationId(), subject);
                if (!decision.isAdmitted()) {
                    decisions.forEach(earlier -> putBack(earlier, caller));
                    request.setAttribute(Rule.REFUSED_BY, rule.name());
                    RateLimitFields.set(response, List.of(decision), this::policy);
                    throw QuotaRefusal.of(decision, clock.instant());
                }
                decisions.add(decision);
            }
        }
        if (!decisions.isEmpty()) {
            RateLimitFields.set(response, decisions, this::policy);
        }
    }

    private String policy(Rule rule) {
        var month = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        var told = policies.getIfPresent(rule);
        if (told == null || !told.month.equals(month)) {
            told = new Told(RateLimitFields.policy(rule, month), month);
            policies.put(rule, told);
        }
        return told.policy;
    }

    private void putBack(QuotaDecision decision, Caller caller) {
        var subject = decision.rule().scope().subject(caller);
        if (subject != null) {
            counters.putBack(decision, caller.organizationId(), subject);
        }
    }
}
