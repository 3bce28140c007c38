package dev.tenantry.shared.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;

import dev.tenantry.shared.problem.ProblemException;

/**
 * How often a batch may name one resource. Each change of it is a version that the database keeps until the end of the
 * transaction and passes by at the next change, so that many cost their square.
 */
final class RepeatedInputs {

    private static final int MOST = 20;

    private RepeatedInputs() {}

    /** @throws ProblemException 422 naming the input that is one too many */
    static void check(List<BatchRequest.Input> inputs) {
        var counts = new HashMap<List<String>, Integer>();
        for (var index = 0; index < inputs.size(); index++) {
            var id = inputs.get(index).id();
            var property = inputs.get(index).idProperty();
            if (id != null && counts.merge(List.of(property == null ? "id" : property,
                    id.strip().toLowerCase(Locale.ROOT)), 1, Integer::sum) > MOST) {
                throw ProblemException.invalid("inputs[" + index + "].id", "repeated",
                        "a batch names a resource at most " + MOST + " times");
            }
        }
    }
}
