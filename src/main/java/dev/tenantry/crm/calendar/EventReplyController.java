package dev.tenantry.crm.calendar;

import java.io.IOException;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.web.RawBody;

/** What calendar programs of those who attend answer to invitations. */
@RestController
@RequestMapping("/api/v1/event-replies")
@Resource("events")
class EventReplyController {

    private final EventReplies replies;

    EventReplyController(EventReplies replies) {
        this.replies = replies;
    }

    /**
     * Takes a REPLY of RFC 5546, as it comes with a mail to the organizer: answers count of those who attend, by their address: a member's own,
     * and guests' where the caller owns the event.
     */
    @PostMapping(consumes = IcsController.ICS)
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    @RawBody
    @RequestBody(required = true, content = @Content(mediaType = IcsController.ICS, schema = @Schema(type = "string")))
    EventRepliesResponse take(HttpServletRequest request) throws IOException {
        return replies.take(IcsBody.of(request));
    }
}
