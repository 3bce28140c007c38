package dev.tenantry.automation.definition;

import org.springframework.stereotype.Component;

/** What filters of events demand, wherever one stands: a workflow's trigger, its goal and a step that waits read and check them alike. */
@Component
public class EventFilter {

    private final Vocabulary vocabulary;

    EventFilter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Its comparisons name what the event tells, and nothing else. @param faults stands where the filter is a property */
    public void check(Trigger trigger, Faults faults) {
        var names = vocabulary.of(trigger).under(Scope.EVENT_ROOTS);
        for (var index = 0; index < trigger.filter().size(); index++) {
            ComparisonRule.check(trigger.filter().get(index), names, faults.at("filter").at(index));
        }
    }
}
