package dev.tenantry.automation.why;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.problem.ProblemException;

@RestController
@RequestMapping("/api/v1/workflows")
@Resource("workflows")
class WhyController {

    private final Why why;
    private final WhyOfMessages messages;

    WhyController(Why why, WhyOfMessages messages) {
        this.messages = messages;
        this.why = why;
    }

    /**
     * Why the workflow did or did not run for a record, be it in the trash, or by a message of another service, stage by stage.
     *
     * @param message the id of a message, as /webhook-events has it, or as its sender calls it (the last one that may have come to the workflow), in
     *                place of a record or an event
     */
    @GetMapping("/{workflowId}/why")
    @RequiresPermission("read")
    WhyResponse explain(@PathVariable UUID workflowId, @RequestParam(required = false) @Nullable String record,
            @RequestParam(required = false) @Nullable Long eventId,
            @RequestParam(required = false) @Nullable String message) {
        if (message != null) {
            if (record != null || eventId != null) {
                throw ProblemException.malformed("message", "a message is asked about alone");
            }
            return messages.of(workflowId, message);
        }
        return why.of(workflowId, record, eventId);
    }
}
