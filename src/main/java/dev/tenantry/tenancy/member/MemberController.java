package dev.tenantry.tenancy.member;

import java.util.UUID;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/organization/members")
class MemberController {

    private final MemberService members;
    private final Departures departures;

    MemberController(MemberService members, Departures departures) {
        this.members = members;
        this.departures = departures;
    }

    /** In the order in which they joined. */
    @GetMapping
    @RequiresPermission("members:read")
    Page<MemberResponse> list(
            @Parameter(description = "Words, or parts of words, that the name and the e-mail address have between them") @RequestParam(required = false) @Nullable String q,
            PageRequest request) {
        return members.list(q == null ? "" : q.strip(), request);
    }

    @GetMapping("/{userId}")
    @RequiresPermission("members:read")
    MemberResponse get(@PathVariable UUID userId) {
        return members.get(userId);
    }

    @PutMapping("/{userId}/role")
    @RequiresPermission({"members:update", "members:read"})
    @StepUp
    MemberResponse changeRole(@PathVariable UUID userId, @Valid @RequestBody RoleRequest request, IfMatch ifMatch) {
        return members.changeRole(userId, request.role(), ifMatch);
    }

    /**
     * Everybody may leave; removing somebody else needs {@code members:update}. Workflows that the member published are deactivated; those of
     * others that name the member stay as they are, and where there are some, the answer is 200 and tells which, instead of 204.
     *
     * @param handOverTo the member who gets the records, tasks and teams; absent: records and tasks are nobody's from then
     *                   on, and teams are the owner's who has been here the longest
     */
    @DeleteMapping("/{userId}")
    @Unmetered
    @SignedIn
    @StepUp
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = DepartureResponse.class)))
    @ApiResponse(responseCode = "204", content = @Content)
    ResponseEntity<DepartureResponse> remove(@PathVariable UUID userId,
            @RequestParam(required = false) @Nullable UUID handOverTo, IfMatch ifMatch) {
        var namedBy = departures.remove(userId, handOverTo, ifMatch);
        return namedBy.isEmpty()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok(new DepartureResponse(namedBy));
    }
}
