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

@RestController
@RequestMapping("/api/v1/projects/{id}/templates")
@Resource("project-templates")
class ProjectAsTemplateController {

    private final ProjectAsTemplate projects;

    ProjectAsTemplateController(ProjectAsTemplate projects) {
        this.projects = projects;
    }

    /** Makes a template of the project as it is, done or not: what is due so many days from its first day, and who does what. */
    @PostMapping
    @RequiresPermission({"create", "read", "projects:read", "milestones:read", "tasks:read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ProjectTemplateResponse> save(@PathVariable Long id,
            @Valid @RequestBody ProjectAsTemplateRequest request) {
        var template = projects.save(id, request);
        return ResponseEntity.created(URI.create("/api/v1/project-templates/" + template.id())).body(template);
    }
}
