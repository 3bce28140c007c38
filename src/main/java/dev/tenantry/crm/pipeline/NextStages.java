package dev.tenantry.crm.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Which stages of a pipeline lead to which, as a request names them. */
final class NextStages {

    private NextStages() {}

    /**
     * The places, in their order, of the stages that each leads to; null where it leads to any.
     *
     * @param folded forms of all names
     * @throws ProblemException 422 where the request has no stage of a name
     */
    static List<@Nullable List<Integer>> places(List<PipelineRequest.StageRequest> wanted, Map<String, String> folded) {
        var names = wanted.stream().map(stage -> folded.getOrDefault(stage.name(), stage.name())).toList();
        var errors = new ArrayList<FieldError>();
        var places = new ArrayList<@Nullable List<Integer>>();
        for (var index = 0; index < wanted.size(); index++) {
            var next = wanted.get(index).nextStages();
            places.add(next == null ? null : places(next, "stages[" + index + "].nextStages", names, folded, errors));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return places;
    }

    private static List<Integer> places(List<String> next, String field, List<String> names, Map<String, String> folded,
            List<FieldError> errors) {
        var sought = next.stream().map(name -> folded.getOrDefault(name, name)).toList();
        IntStream.range(0, next.size())
                .filter(index -> !names.contains(sought.get(index)))
                .forEach(index -> errors.add(new FieldError(field + "[" + index + "]", "unknown-stage",
                        "the pipeline has no such stage")));
        return IntStream.range(0, names.size()).filter(place -> sought.contains(names.get(place))).boxed().toList();
    }

    /** @param stages in their order */
    static @Nullable List<Long> ids(@Nullable List<Integer> places, List<Stage> stages) {
        return places == null ? null : places.stream().map(place -> stages.get(place).getId()).toList();
    }
}
