package dev.tenantry.automation.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.admission.Decision.Stage;
import dev.tenantry.automation.admission.Decision.TurnedAway;
import dev.tenantry.automation.admission.Decision.Verdict;
import dev.tenantry.automation.admission.RuleState.Of;
import dev.tenantry.automation.admission.RuleState.Rule;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Enrolment.Rate;

/** What dedupe, rate limits and throttles remember while it is decided: read once, and written once where it has changed. */
final class RuleMemory {

    private final AdmissionStore store;
    private final Keys keys;
    private final Instant now;
    private final Map<Of, RuleState> states = new HashMap<>();
    private final Map<Of, RuleState> changed = new LinkedHashMap<>();

    RuleMemory(AdmissionStore store, Keys keys, Instant now) {
        this.keys = keys;
        this.store = store;
        this.now = now;
    }

    void load(Collection<Candidate> candidates) {
        var sought = new HashSet<Of>();
        for (var candidate : candidates) {
            var rules = candidate.enrolment();
            if (rules.dedupe() != null) {
                sought.add(of(candidate, Rule.DEDUPE, rules.dedupe().key()));
            }
            if (rules.rateLimit() != null) {
                sought.add(of(candidate, Rule.RATE_LIMIT, rules.rateLimit().key()));
            }
            if (rules.throttle() != null) {
                sought.add(throttle(candidate, rules.throttle()));
            }
        }
        states.putAll(store.states(sought));
    }

    void save() {
        store.remember(changed);
    }

    @Nullable
    TurnedAway duplicate(Candidate candidate) {
        var rule = candidate.enrolment().dedupe();
        return rule == null || !states.containsKey(of(candidate, Rule.DEDUPE, rule.key()))
                ? null
                : new TurnedAway(Stage.DEDUPE, Verdict.DUPLICATE,
                        "something of the same key has started a run within " + rule.window());
    }

    @Nullable
    TurnedAway limited(Candidate candidate) {
        var rate = candidate.enrolment().rateLimit();
        var state = rate == null ? null : states.get(of(candidate, Rule.RATE_LIMIT, rate.key()));
        return rate == null || state == null || state.starts() < rate.limit()
                ? null
                : new TurnedAway(Stage.RATE_LIMIT, Verdict.RATE_LIMITED, "there have been " + state.starts()
                        + " of its key in this period of " + rate.period() + " already");
    }

    /** What comes after it is to know. */
    void letIn(Candidate candidate) {
        var rules = candidate.enrolment();
        if (rules.dedupe() != null) {
            put(of(candidate, Rule.DEDUPE, rules.dedupe().key()), new RuleState(now.plus(rules.dedupe().window()), 1));
        }
        var rate = rules.rateLimit();
        if (rate != null) {
            var of = of(candidate, Rule.RATE_LIMIT, rate.key());
            var state = states.get(of);
            put(of, state == null
                    ? new RuleState(now.plus(rate.period()), 1)
                    : new RuleState(state.until(), state.starts() + 1));
        }
    }

    Of throttle(Candidate candidate, Rate rate) {
        return of(candidate, Rule.THROTTLE, rate.key());
    }

    /** How long a start that is throttled has to wait. */
    Duration delay(Of throttle) {
        var state = states.get(throttle);
        return state == null ? Duration.ZERO : Duration.between(now, RuleState.next(state.until(), now));
    }

    /** One begins after the delay. */
    void begins(Of throttle, Rate rate, Duration delay) {
        put(throttle, new RuleState(now.plus(delay).plus(RuleState.gap(rate)), 1));
    }

    private void put(Of of, RuleState state) {
        states.put(of, state);
        changed.put(of, state);
    }

    private Of of(Candidate candidate, Rule rule, Enrolment.Key key) {
        return new Of(candidate.workflowId(), rule, keys.of(candidate, rule.toString(), key));
    }
}
