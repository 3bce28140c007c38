package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.integrations.Operation;

/**
 * A type of steps: what it takes, and what it demands of whoever authors it. One class states all of it; {@link StepTypes}
 * demands it at start, and everything else (the document's schema, the API's description, the checks) is made from there.
 */
public interface StepRule {

    /** As documents name it, words in lower case: {@code create_task}. */
    String type();

    /**
     * The JSON Schema of the step's config: a closed object with a description and {@code examples}, in which every text and
     * list has a longest length and every pattern a description in words. It may refer to what the document's schema defines
     * for all types ({@code #/$defs/duration}, {@code #/$defs/stepReference}, {@code #/$defs/tooLong}, {@code #/$defs/path}):
     * durations and references to steps are checked by that.
     */
    String schema();

    /**
     * What its result has, by which later steps are checked that name it: a record of Java with these components,
     * {@link Shapes.Members}, or {@link Shapes#ANYTHING} where it depends on what others answer.
     */
    Type resultType(Step step);

    /** Whether it does something beyond the run. */
    default boolean acts() {
        return true;
    }

    /** Whether the step itself chooses the one that follows: it states no {@code next} then. */
    default boolean isBranching() {
        return false;
    }

    /** What the schema cannot say. The texts have placeholders, unless it says otherwise. @param faults stands at the config */
    default void check(Step step, Faults faults) {
        faults.templates(step.config());
    }

    /**
     * What the step cannot do without when a run comes to it, as far as it is known by now: whoever publishes the workflow is warned of
     * what is not there. Tags that it compares with are known by its schema.
     *
     * @param needed stands at the config
     */
    default void require(Step step, Prerequisites needed) {}

    /** What the step itself does, as permissions: {@code contacts:update}. */
    Set<String> permissions(Step step);

    /** Other workflows that the step carries out. */
    default Set<UUID> workflows(Step step) {
        return Set.of();
    }

    /** What the step asks of an integration, the one that it names or any that does it; null where it asks none. */
    default @Nullable Class<? extends Operation> asks() {
        return null;
    }

    /** Where the paths begin that the step reads: those of its texts, and others that it reads besides. */
    default Set<String> reads(Step step) {
        return Template.roots(step.config());
    }
}
