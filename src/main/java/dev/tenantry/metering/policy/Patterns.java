package dev.tenantry.metering.policy;

import org.springframework.stereotype.Component;

import dev.tenantry.metering.rule.EndpointPattern;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.problem.ProblemException;

/** Looks at patterns before they are kept. */
@Component
class Patterns {

    private static final String FIELD = "endpointPattern";

    private final RuleBook rules;

    Patterns(RuleBook rules) {
        this.rules = rules;
    }

    /** @throws ProblemException 422 where there is no such resource, as paths call it */
    void checkResource(String resource) {
        if (covered(EndpointPattern.allOf(resource)) == 0) {
            throw ProblemException.invalid("resourceType", "unknown", "the API has no such resource");
        }
    }

    /** @throws ProblemException 422 where it is none, or covers nothing that there is */
    void check(String text) {
        if (covered(text) == 0) {
            throw ProblemException.invalid(FIELD, "covers-nothing", "there is no endpoint that it covers");
        }
    }

    long covered(String text) {
        try {
            return rules.covered(EndpointPattern.of(text));
        } catch (IllegalArgumentException fault) {
            throw ProblemException.invalid(FIELD, "malformed", String.valueOf(fault.getMessage()));
        }
    }
}
