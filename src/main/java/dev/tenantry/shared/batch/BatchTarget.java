package dev.tenantry.shared.batch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/**
 * A resource that takes batches: the service behind it.
 *
 * @param <Q> what a request states
 * @param <R> what an answer shows
 */
public interface BatchTarget<Q extends Record, R> {

    Class<Q> requestType();

    R create(Q request);

    /**
     * Creates several at once, in a fraction of the time that each alone would take.
     *
     * @return in the order of the requests
     * @throws RuntimeException where the database refuses one of them after all: all that was done is to be undone
     */
    List<Creation<R>> createAll(List<Q> requests);

    /** What became of one of several. */
    sealed interface Creation<R> {

        record Done<R>(R resource) implements Creation<R> {}

        record Refused<R>(ProblemException reason) implements Creation<R> {}

        /** It has to be tried alone, which tells what is wrong with it. */
        record Doubtful<R>() implements Creation<R> {}
    }

    R patch(Long id, ObjectNode patch, IfMatch expected);

    void trash(Long id, IfMatch expected);

    /** Runs a batch of writes. What each of them would ask, and none of them changes, can be asked once. */
    default <T> T together(Supplier<T> batch) {
        return batch.get();
    }

    /** The properties that no two resources share: whoever writes such a value waits for others that write the same. */
    Set<String> unique();

    /**
     * From here on to the end of the transaction the resources that have one of the values are nobody else's, those that
     * are yet to be among them. Claims wait for each other in one order, so that none waits in a circle.
     *
     * @param values by property; those of properties that neither identify nor are unique are left alone
     */
    void claim(Map<String, Set<String>> values);

    /**
     * The id of the resource whose unique property has the value, or comes nearest to it; null where there is none.
     *
     * @param isClose whether one that is spelled differently is another one
     * @throws ProblemException 400 where the property does not identify, 409 where several
     *         resources have the value
     */
    @Nullable
    Long find(String property, String value, boolean isClose);

    /** What values of a unique property are compared as: equal where they mean the same resource; without those that none has. */
    Map<String, Object> identifiers(String property, Collection<String> values);

    /** What a resource states that is new and has the value, by which it was looked for. */
    default JsonNode stating(String property, String value) {
        return StringNode.valueOf(value);
    }
}
