package dev.tenantry.crm.calendar;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/events/{id}")
@Resource("events")
class ReminderController {

    private final ReminderService reminders;

    ReminderController(ReminderService reminders) {
        this.reminders = reminders;
    }

    /** What reminds of the event. Of an occurrence that is otherwise: what reminds of its series. */
    @GetMapping("/reminders")
    @RequiresPermission("read")
    RemindersResponse get(@PathVariable Long id) {
        return reminders.get(id);
    }

    /** States anew what reminds of the event and of each occurrence of it. */
    @PutMapping("/reminders")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    RemindersResponse replace(@PathVariable Long id, @Valid @RequestBody RemindersRequest request, IfMatch ifMatch) {
        return reminders.replace(id, request, ifMatch);
    }

    /** Who was reminded of the event, and what became of it. */
    @GetMapping("/reminder-deliveries")
    @RequiresPermission("read")
    ReminderDeliveriesResponse deliveries(@PathVariable Long id) {
        return reminders.deliveries(id);
    }
}
