package dev.tenantry.tenancy.team;

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
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/teams/{id}/members")
class TeamMemberController {

    private final TeamMemberService members;

    TeamMemberController(TeamMemberService members) {
        this.members = members;
    }

    @GetMapping
    @RequiresPermission("teams:read")
    Page<TeamMemberResponse> list(@PathVariable Long id, ListRequest request) {
        return members.list(id, request);
    }

    @GetMapping("/{userId}")
    @RequiresPermission("teams:read")
    TeamMemberResponse get(@PathVariable Long id, @PathVariable UUID userId) {
        return members.get(id, userId);
    }

    @PutMapping("/{userId}")
    @RequiresPermission({"teams:update", "teams:read"})
    @ImpersonationAllowed
    TeamMemberResponse put(@PathVariable Long id, @PathVariable UUID userId,
            @Valid @RequestBody TeamMemberRequest request, IfMatch ifMatch) {
        return members.put(id, userId, request, ifMatch);
    }

    @DeleteMapping("/{userId}")
    @RequiresPermission("teams:update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable Long id, @PathVariable UUID userId, IfMatch ifMatch) {
        members.remove(id, userId, ifMatch);
    }
}
