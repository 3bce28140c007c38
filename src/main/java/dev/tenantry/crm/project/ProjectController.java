package dev.tenantry.crm.project;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.tag.TaggedController;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/projects")
@Resource("projects")
class ProjectController extends TaggedController<ProjectRequest, ProjectResponse> {

    private final ProjectService projects;
    private final ProjectProgress progress;

    ProjectController(ProjectService projects, ProjectProgress progress, Batches batches, TagsOfRecords tags) {
        super(projects, batches, tags);
        this.projects = projects;
        this.progress = progress;
    }

    @Override
    protected Long id(ProjectResponse project) {
        return project.id();
    }

    /** What happened to or around the project, newest first. */
    @GetMapping("/{id}/timeline")
    @RequiresPermission("read")
    Page<ActivityResponse> timeline(@PathVariable Long id, ListRequest request) {
        return projects.timeline(id, request);
    }

    /** How far the project has come, by its tasks and milestones. */
    @GetMapping("/{id}/progress")
    @RequiresPermission({"read", "tasks:read", "milestones:read"})
    ProjectProgressResponse progress(@PathVariable Long id) {
        return progress.of(id);
    }
}
