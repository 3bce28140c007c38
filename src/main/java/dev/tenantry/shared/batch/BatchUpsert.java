package dev.tenantry.shared.batch;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;

/** Changes the resource that an input names, or creates it where there is none. */
final class BatchUpsert<Q extends Record, R> {

    private final BatchTarget<Q, R> target;
    private final MergePatch requests;
    private final InputKeys keys;

    BatchUpsert(BatchTarget<Q, R> target, MergePatch requests, List<BatchRequest.Input> inputs) {
        this.target = target;
        this.requests = requests;
        this.keys = new InputKeys(target, inputs);
    }

    R apply(BatchRequest.Input input) {
        var property = InputKeys.property(input);
        if (property.equals("id")) {
            return target.patch(InputKeys.existing(target, input), input.stated(), IfMatch.ANY);
        }
        var value = InputKeys.value(input);
        var found = target.find(property, value, keys.isContested(property, value));
        var stated = input.stated().deepCopy();
        refuseAnother(property, value, stated.path(property));
        if (found != null) {
            // What it was found by stays as it is written there: a key in another spelling is no wish to change it.
            return target.patch(found, stated, IfMatch.ANY);
        }
        if (!stated.has(property)) {
            stated.set(property, target.stating(property, value));
        }
        return target.create(requests.read(stated, target.requestType()));
    }

    /** What is looked for by one value is not to have another one. */
    private void refuseAnother(String property, String value, JsonNode stated) {
        if (stated.isMissingNode() || value.equals(stated.asString(null))) {
            return;
        }
        if (stated.isArray() && stated.valueStream().anyMatch(target.stating(property, value).path(0)::equals)) {
            return;
        }
        var means = target.identifiers(property, Stream.of(value, stated.asString("")).distinct().toList());
        if (!stated.isString() || !Objects.equals(means.get(value), means.get(stated.asString()))) {
            throw ProblemException.invalid(property, "contradiction",
                    "this is another value than the id, by which the input is found; leave it out");
        }
    }
}
