package dev.tenantry.audit.debuglog;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/debug-sessions")
class DebugSessionController {

    private final DebugSessionService sessions;

    DebugSessionController(DebugSessionService sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    @RequiresPermission("debug-logs:read")
    Page<DebugSessionResponse> list(ListRequest request) {
        return sessions.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("debug-logs:read")
    DebugSessionResponse get(@PathVariable UUID id) {
        return sessions.get(id);
    }

    @PostMapping
    @RequiresPermission("debug-logs:manage")
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<DebugSessionResponse> create(@Valid @RequestBody DebugSessionRequest request) {
        var begun = sessions.create(request);
        return ResponseEntity.created(URI.create("/api/v1/debug-sessions/" + begun.id())).body(begun);
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("debug-logs:manage")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        sessions.delete(id, ifMatch);
    }
}
