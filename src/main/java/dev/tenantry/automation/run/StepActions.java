package dev.tenantry.automation.run;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.step.StepAction;

/** What carries steps out, by their types. */
@Component
class StepActions {

    private final Map<String, StepAction> byType;

    StepActions(List<StepAction> actions) {
        this.byType = actions.stream().collect(Collectors.toUnmodifiableMap(StepAction::type, Function.identity()));
    }

    StepAction of(Step step) {
        return Objects.requireNonNull(byType.get(step.type()));
    }

    /** Where the paths begin that the document's steps read. */
    Set<String> reads(WorkflowDocument document) {
        return document.steps().stream().flatMap(step -> of(step).reads(step).stream()).collect(Collectors.toSet());
    }
}
