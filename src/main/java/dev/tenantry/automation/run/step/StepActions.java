package dev.tenantry.automation.run.step;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.step.StepAction;
import dev.tenantry.automation.version.UnreadableRun;

/** What carries steps out, by their types. */
@Component
public class StepActions {

    private final Map<String, StepAction> byType;

    StepActions(List<StepAction> actions) {
        this.byType = actions.stream().collect(Collectors.toUnmodifiableMap(StepAction::type, Function.identity()));
    }

    /** @throws UnreadableRun where there is no such type */
    public StepAction of(Step step) {
        var action = byType.get(step.type());
        if (action == null) {
            throw new UnreadableRun("there is no type of steps " + step.type() + " any more", null);
        }
        return action;
    }

    /** Where the paths begin that the document's steps read. */
    Set<String> reads(WorkflowDocument document) {
        return document.steps().stream().flatMap(step -> of(step).reads(step).stream()).collect(Collectors.toSet());
    }
}
