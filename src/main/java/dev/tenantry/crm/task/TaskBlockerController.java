package dev.tenantry.crm.task;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.Page;

/** What a task waits for: to say so is to change it. */
@RestController
@RequestMapping("/api/v1/tasks/{id}/blockers")
@Resource("tasks")
class TaskBlockerController {

    private final TaskBlockerService blockers;

    TaskBlockerController(TaskBlockerService blockers) {
        this.blockers = blockers;
    }

    /** All tasks that it waits for, done or not; there are few, so the list has one page. */
    @GetMapping
    @RequiresPermission("read")
    Page<TaskBlockerResponse> list(@PathVariable Long id) {
        return Page.only(blockers.list(id));
    }

    @PutMapping("/{blockerId}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@PathVariable Long id, @PathVariable Long blockerId) {
        blockers.add(id, blockerId);
    }

    @DeleteMapping("/{blockerId}")
    @RequiresPermission("update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable Long id, @PathVariable Long blockerId) {
        blockers.remove(id, blockerId);
    }
}
