package dev.tenantry.crm.task;

import java.util.UUID;

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

/** Who is to do a task: to say so is to change it. */
@RestController
@RequestMapping("/api/v1/tasks/{id}/assignees")
@Resource("tasks")
class TaskAssigneeController {

    private final TaskAssigneeService assignees;

    TaskAssigneeController(TaskAssigneeService assignees) {
        this.assignees = assignees;
    }

    /** All of them, the first one first; there are few, so the list has one page. */
    @GetMapping
    @RequiresPermission("read")
    Page<TaskAssigneeResponse> list(@PathVariable Long id) {
        return Page.only(assignees.list(id));
    }

    @PutMapping("/{userId}")
    @RequiresPermission("update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@PathVariable Long id, @PathVariable UUID userId) {
        assignees.add(id, userId);
    }

    @DeleteMapping("/{userId}")
    @RequiresPermission("update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable Long id, @PathVariable UUID userId) {
        assignees.remove(id, userId);
    }
}
