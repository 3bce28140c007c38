package dev.tenantry.crm.projecttemplate;

import java.net.URI;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/project-templates")
@Resource("project-templates")
class ProjectTemplateController extends RecordController<ProjectTemplateRequest, ProjectTemplateResponse> {

    private final ProjectMaking making;

    ProjectTemplateController(ProjectTemplateService templates, Batches batches, ProjectMaking making) {
        super(templates, batches);
        this.making = making;
    }

    @Override
    protected Long id(ProjectTemplateResponse template) {
        return template.id();
    }

    /** Makes a project with all that the template has: milestones, tasks, who does them and what they wait for. All of it, or nothing. */
    @PostMapping("/{id}/projects")
    @RequiresPermission({"read", "projects:create", "projects:read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MadeProjectResponse> make(@PathVariable Long id,
            @Valid @RequestBody ProjectFromTemplateRequest request) {
        var made = making.make(id, request);
        return ResponseEntity.created(URI.create("/api/v1/projects/" + made.projectId())).body(made);
    }
}
