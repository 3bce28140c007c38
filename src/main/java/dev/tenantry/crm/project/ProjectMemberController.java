package dev.tenantry.crm.project;

import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/projects/{id}/members")
@Resource("projects")
class ProjectMemberController {

    private final ProjectMemberService members;

    ProjectMemberController(ProjectMemberService members) {
        this.members = members;
    }

    /** All of them, first come first; there are few, so the list has one page. */
    @GetMapping
    @RequiresPermission("read")
    Page<ProjectMemberResponse> list(@PathVariable Long id) {
        return Page.only(members.list(id));
    }

    @GetMapping("/{userId}")
    @RequiresPermission("read")
    ProjectMemberResponse get(@PathVariable Long id, @PathVariable UUID userId) {
        return members.get(id, userId);
    }

    @PutMapping("/{userId}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    ProjectMemberResponse put(@PathVariable Long id, @PathVariable UUID userId,
            @Valid @RequestBody ProjectMemberRequest request, IfMatch ifMatch) {
        return members.put(id, userId, request, ifMatch);
    }

    @DeleteMapping("/{userId}")
    @RequiresPermission("update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable Long id, @PathVariable UUID userId, IfMatch ifMatch) {
        members.remove(id, userId, ifMatch);
    }
}
