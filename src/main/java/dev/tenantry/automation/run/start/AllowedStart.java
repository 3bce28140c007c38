package dev.tenantry.automation.run.start;

import java.time.Duration;
import java.util.List;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Candidate.Progress;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.shared.dispatch.PendingEvent;

/** A run that there may be by its cause. @param delay before its turn */
record AllowedStart(ActiveWorkflow workflow, PendingEvent event, Duration delay) {

    /** Asks the enrolment of all of them at once; what it does not let in counts for no cause. */
    static void admit(List<AllowedStart> allowed, Progress progress, Admissions admission, FanOut fanOut,
            RunStarts starts) {
        var decisions = admission
                .decide(allowed.stream().map(one -> one.workflow.candidate(one.event, progress)).toList());
        for (var index = 0; index < decisions.size(); index++) {
            var one = allowed.get(index);
            if (decisions.get(index) instanceof Starts admitted) {
                starts.add(RunStart.of(one.workflow, one.event, admitted, one.delay));
            } else {
                fanOut.giveBack(one.event, one.workflow.workflowId());
            }
        }
    }
}
