package dev.tenantry.automation.run.dryrun;

import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.dryrun.DryRunResponse.DryStep;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.RespondAction;

/** What a step that carries another workflow out has as its result: the body of its last answer, or what its last step comes to. */
final class TriedResult {

    static final String STATUS = "status";

    private TriedResult() {}

    /** @param reached the steps that the other workflow came to */
    static JsonNode of(List<DryStep> reached) {
        var result = Outcome.object().put(STATUS, RunStatus.SUCCEEDED.toString());
        var told = reached.stream().map(DryStep::result).filter(Objects::nonNull).toList();
        var answers = reached.stream()
                .filter(step -> step.stepType().equals(RespondAction.TYPE))
                .map(DryStep::result)
                .filter(Objects::nonNull)
                .toList();
        if (!answers.isEmpty()) {
            result.set("result", answers.getLast().path(RespondAction.BODY));
        } else if (!told.isEmpty()) {
            result.set("result", told.getLast());
        }
        if (!reached.isEmpty()) {
            result.putObject("summary")
                    .put("succeededSteps", reached.size())
                    .put("lastStep", reached.getLast().stepIndex());
        }
        return result;
    }
}
