package dev.tenantry.automation.definition;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.problem.ProblemException;

/**
 * How much a JSON document may hold. It is measured before anything else looks at the document, because everything else
 * walks over all of it, and has something to say of each element.
 *
 * @param longest characters in all names, texts and numbers together
 * @param deepest levels of arrays and objects
 * @param most    elements in all
 */
public record DocumentSize(int longest, int deepest, int most) {

    /** What somebody hands to a run, and what an event tells: 256 KB. */
    public static final DocumentSize INPUT = new DocumentSize(PendingEvent.LONGEST, 32, 20_000);
    /** A workflow's trigger: its filter is asked about each event. */
    static final DocumentSize TRIGGER = new DocumentSize(32_768, 20, 2_500);
    /** Its steps. */
    static final DocumentSize STEPS = new DocumentSize(262_144, 40, 10_000);
    static final int MOST_STEPS = 100;

    private static final int LONGEST_NAME = 200;
    private static final int PUNCTUATION = 4;

    /** @throws ProblemException 422 that names the field */
    public void check(String field, JsonNode document) {
        var fault = fault(document);
        if (fault != null) {
            throw ProblemException.invalid(field, "too-large", fault);
        }
    }

    /** How the document holds too much, as a sentence; null where it does not. */
    public @Nullable String fault(JsonNode document) {
        return new Walk().fault(document, 1);
    }

    /** What each of the steps may hold is what is left by those before. */
    static void checkWorkflow(JsonNode document) {
        var steps = document.path("steps");
        demandFewer(steps.size());
        TRIGGER.check("trigger", document.path("trigger"));
        TRIGGER.check(Enrolment.NAME, document.path(Enrolment.NAME));
        STEPS.check("steps", steps);
        demandFewer(Nesting.count(steps));
    }

    private static void demandFewer(int steps) {
        if (steps > MOST_STEPS) {
            throw ProblemException.invalid("steps", "max-items", "a workflow has at most " + MOST_STEPS + " steps");
        }
    }

    private final class Walk {

        private int length;
        private int count;

        @Nullable
        String fault(JsonNode node, int depth) {
            if (++count > most) {
                return "this has more than " + most + " elements";
            }
            if (!node.isContainer()) {
                length += node.asString("").length() + PUNCTUATION;
                return length > longest ? "this is longer than " + longest + " characters" : null;
            }
            return depth > deepest ? "this is nested deeper than " + deepest + " levels" : inside(node, depth);
        }

        private @Nullable String inside(JsonNode node, int depth) {
            for (var name : node.propertyNames()) {
                length += name.length() + PUNCTUATION;
                if (name.length() > LONGEST_NAME) {
                    return "a name in this is longer than " + LONGEST_NAME + " characters";
                }
            }
            for (var child : node) {
                var fault = fault(child, depth + 1);
                if (fault != null) {
                    return fault;
                }
            }
            return null;
        }
    }
}
