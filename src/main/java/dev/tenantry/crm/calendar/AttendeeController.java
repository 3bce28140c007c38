package dev.tenantry.crm.calendar;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/events/{id}")
@Resource("events")
class AttendeeController {

    private final AttendeeService attendees;

    AttendeeController(AttendeeService attendees) {
        this.attendees = attendees;
    }

    /** Who attends the event, with what they answered. */
    @GetMapping("/attendees")
    @RequiresPermission("read")
    AttendeesResponse get(@PathVariable Long id) {
        return attendees.get(id);
    }

    /** States all attendees of the event anew. */
    @PutMapping("/attendees")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    AttendeesResponse replace(@PathVariable Long id, @Valid @RequestBody AttendeesRequest request, IfMatch ifMatch) {
        return attendees.replace(id, request, ifMatch);
    }

    /** Mails those who attend and have not been told of the event as it is. From then on they are mailed when it changes, and when it is off. */
    @PostMapping("/invitations")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    InvitationsResponse invite(@PathVariable Long id) {
        return attendees.invite(id);
    }

    /** The caller, who attends the event, answers the invitation. */
    @PutMapping("/answer")
    @RequiresPermission("read")
    @ImpersonationAllowed
    AttendeesResponse answer(@PathVariable Long id, @Valid @RequestBody AttendanceRequest request) {
        return attendees.answer(id, request.answer());
    }
}
