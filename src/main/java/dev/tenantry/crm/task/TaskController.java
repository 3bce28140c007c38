package dev.tenantry.crm.task;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.tag.TaggedController;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/tasks")
@Resource("tasks")
class TaskController extends TaggedController<TaskRequest, TaskResponse> {

    private final TaskService tasks;

    TaskController(TaskService tasks, Batches batches, TagsOfRecords tags) {
        super(tasks, batches, tags);
        this.tasks = tasks;
    }

    @Override
    protected Long id(TaskResponse task) {
        return task.id();
    }

    /**
     * The task is done. Refused (409) where it waits for others, or sub-tasks of it are open, which it tells.
     *
     * @param evenIfOpen whether it is done though sub-tasks stay open; what it waits for has to be done all the same
     */
    @PutMapping("/{id}/completion")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    TaskResponse complete(@PathVariable Long id, IfMatch ifMatch,
            @RequestParam(defaultValue = "false") boolean evenIfOpen) {
        return tasks.complete(id, ifMatch, evenIfOpen);
    }

    /** The task is not done after all. */
    @DeleteMapping("/{id}/completion")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    TaskResponse reopen(@PathVariable Long id, IfMatch ifMatch) {
        return tasks.reopen(id, ifMatch);
    }
}
