package dev.tenantry.crm.pipeline;

import java.net.URI;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/pipelines")
@Resource("pipelines")
class PipelineController {

    private final PipelineService pipelines;

    PipelineController(PipelineService pipelines) {
        this.pipelines = pipelines;
    }

    /** All pipelines, the default one first; there are few, so the list has one page. */
    @GetMapping
    @RequiresPermission("read")
    Page<PipelineResponse> list() {
        return Page.only(pipelines.list());
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    PipelineResponse get(@PathVariable Long id) {
        return pipelines.get(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("update")
    @ImpersonationAllowed
    ResponseEntity<PipelineResponse> create(@Valid @RequestBody PipelineRequest request) {
        var created = pipelines.create(request);
        return ResponseEntity.created(URI.create("/api/v1/pipelines/" + created.id())).body(created);
    }

    /**
     * States the pipeline anew, its stages included; a stage that opportunities are in can be renamed and not removed. Forms, quotes, views,
     * assignment rules and mappings of imports that name one that is renamed name it as it is called then; where workflows do, it is refused
     * (409) and tells them. So is the removal of a stage that any of these but views name.
     *
     * @param evenIfUsed whether it is renamed, or goes, even so
     */
    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    PipelineResponse replace(@PathVariable Long id, @Valid @RequestBody PipelineRequest request,
            @RequestParam(defaultValue = "false") boolean evenIfUsed, IfMatch ifMatch) {
        return pipelines.replace(id, request, ifMatch, evenIfUsed);
    }

    @PutMapping("/{id}/default")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    PipelineResponse makeDefault(@PathVariable Long id) {
        return pipelines.makeDefault(id);
    }

    /**
     * Where forms, quotes, assignment rules, imports that are still to run or workflows name one of its stages, it is refused (409) and tells them.
     *
     * @param evenIfUsed whether it is deleted even so
     */
    @DeleteMapping("/{id}")
    @RequiresPermission("update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable Long id, @RequestParam(defaultValue = "false") boolean evenIfUsed, IfMatch ifMatch) {
        pipelines.delete(id, ifMatch, evenIfUsed);
    }
}
