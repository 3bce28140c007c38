package dev.tenantry.automation.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.automation.expression.Expressions;

/** What an enrolment demands beyond its form: keys that name what events tell, and durations that end. */
final class EnrolmentRule {

    /** The durations of each part, and how long each may be. */
    private static final Map<String, Map<String, Duration>> LONGEST = Map.of(
            "dedupe", Map.of("window", Duration.ofDays(30)),
            "reenrolment", Map.of("after", Duration.ofDays(366)),
            "rateLimit", Map.of("period", Duration.ofDays(30)),
            "throttle", Map.of("period", Duration.ofDays(30)),
            "debounce", Map.of("period", Duration.ofDays(1), "maxDelay", Duration.ofDays(1)));
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private EnrolmentRule() {}

    /** What can be said before it is read. */
    static void durations(JsonNode enrolment, Faults faults) {
        LONGEST.forEach((part, longest) -> longest.forEach((name, most) -> {
            var text = enrolment.path(part).path(name);
            if (text.isString() && !isWithin(text.asString(), most)) {
                faults.at(part)
                        .at(name)
                        .add("out-of-range", "this is a second at least, and " + most.toDays() + " days at most");
            }
        }));
    }

    /** @param faults stands at the enrolment, and knows what the trigger's events tell */
    static void check(Trigger trigger, JsonNode enrolment, Enrolment read, Faults faults) {
        var names = faults.names().under(Scope.EVENT_ROOTS);
        enrolment.properties().forEach(part -> {
            check(part.getValue().path(Enrolment.BY), names, faults.at(part.getKey()).at(Enrolment.BY));
        });
        var debounce = read.debounce();
        if (debounce != null && debounce.maxDelay().compareTo(debounce.period()) < 0) {
            faults.at("debounce").at("maxDelay").add("out-of-range", "this is not shorter than the period");
        }
        if (trigger.type() != Trigger.Type.EVENT) {
            for (var part : new String[]{"reenrolment", "debounce"}) {
                if (!enrolment.path(part).isMissingNode()
                        && !enrolment.path(part).equals(StringNode.valueOf("always"))) {
                    faults.at(part).add("excluded", "this is for a trigger of the type event");
                }
            }
        }
    }

    private static void check(JsonNode by, Names names, Faults faults) {
        if (by.isObject()) {
            Expressions.keyFaults(by.path(Enrolment.EXPRESSION).asString(""), names.types())
                    .forEach(fault -> faults.at(Enrolment.EXPRESSION).add("invalid-expression", fault));
            return;
        }
        var fault = Template.fault(by.asString(""), names);
        if (fault != null) {
            faults.add("invalid-template", fault);
        }
    }

    private static boolean isWithin(String text, Duration most) {
        try {
            var duration = Duration.parse(text);
            return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(most) <= 0;
        } catch (DateTimeException | ArithmeticException _) {
            return false;
        }
    }
}
