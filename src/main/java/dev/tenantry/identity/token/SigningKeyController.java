package dev.tenantry.identity.token;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.listing.Page;

/** The keys that access tokens are signed with. */
@RestController
@RequestMapping("/admin/signing-keys")
class SigningKeyController {

    private final SigningKeys keys;
    private final ActionTrail trail;

    SigningKeyController(SigningKeys keys, ActionTrail trail) {
        this.keys = keys;
        this.trail = trail;
    }

    @GetMapping
    @SuperAdminOnly
    @SensitiveRead("signing-key.listed")
    Page<KeyResponse> list() {
        return Page.only(keys.published().stream().map(this::show).toList());
    }

    /** Rotation: a new key, which signs once everybody has had the time to learn of it. */
    @PostMapping
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    KeyResponse create() {
        var caller = Caller.current();
        return show(keys.rotate(key -> trail.record(Action.of(caller.organizationId(), caller.userId(),
                caller.sessionId(), "signing-key.created", key.id(), Map.of("id", key.id()))
                .asWarning()
                .ofOrganization())));
    }

    private KeyResponse show(SigningKey key) {
        return new KeyResponse(key.id(), key.createdAt(), key.retiredAt(), key.id().equals(keys.current().id()));
    }

    /** @param isSigning whether new tokens are signed with it @param retiredAt from when on its tokens are refused */
    record KeyResponse(String id, Instant createdAt, @Nullable Instant retiredAt, boolean isSigning) {}
}
