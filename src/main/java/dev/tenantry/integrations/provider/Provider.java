package dev.tenantry.integrations.provider;

import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.problem.FieldError;

/**
 * Something that can be integrated with. A new one is a {@code @Component}, of this package where it needs nothing else; it is listed, described and
 * checked by what it says here.
 */
public interface Provider {

    /** {@code smtp}, as integrations name it. */
    String name();

    /** The kinds of integrations that it can be; the first where none is stated. */
    List<IntegrationType> types();

    /**
     * The JSON Schema of an object with {@code configuration} and {@code credentials}, both closed, every text of them bounded;
     * credentials are texts.
     */
    String schema();

    /** What is wrong with a configuration of that form, which the schema cannot say. */
    default List<FieldError> faults(JsonNode configuration) {
        return List.of();
    }

    /** What it does besides {@link Operation.Test}. */
    Set<Class<? extends Operation>> operations();

    /**
     * Where what it sends goes, of the configuration alone: credentials that are kept are bound to it. Empty where a secret
     * says it.
     */
    String destination(JsonNode configuration);

    /** Properties of the configuration that decide who sends what is sent, by whose account, or who receives it. */
    Set<String> deciding();

    /** All the others, each of which has been looked at and decides nothing of that. */
    default Set<String> incidental() {
        return Set.of();
    }

    /** Whether each member signs in there: what one of them may not do says nothing of the integration. */
    default boolean isPerMember() {
        return false;
    }

    /**
     * Whether the platform may offer an account there to organizations: it does something for them, and none of them gets to what is
     * another's by it, as by requests of its own making.
     */
    default boolean isOfferable() {
        return !isPerMember() && !operations().isEmpty() && !operations().contains(Operation.Request.class);
    }

    /** Asks the other side. A failure is an answer, too. @param operation a test, or one of its operations */
    Answer ask(Connection connection, Operation operation);
}
