package dev.tenantry.identity.mfa;

import java.time.Clock;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.session.SessionResponse;
import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.crypto.Secret;

/** A way of our own beside those of Supabase: a backup code in place of an answer to a challenge. */
@AuthEndpoint
@Unmetered
class BackupCodeController {

    private final BackupCodes codes;
    private final AccessCache accesses;
    private final Clock clock;

    BackupCodeController(BackupCodes codes, AccessCache accesses, Clock clock) {
        this.codes = codes;
        this.accesses = accesses;
        this.clock = clock;
    }

    @PostMapping("/auth/v1/factors/backup-codes/verify")
    @SignedIn
    @AnyAddress
    @NotImpersonated
    ResponseEntity<SessionResponse> verify(@RequestBody BackupCodeRequest request) {
        if (request.code() == null || request.code().isBlank()) {
            throw AuthException.malformed("Code needs to be non-empty");
        }
        var caller = Caller.current();
        var tokens = codes.use(caller, request.code().value());
        accesses.forgetUser(caller.userId());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SessionResponse.of(tokens, clock));
    }

    /** @param code however it is typed: blanks, hyphens and capitals do not matter */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record BackupCodeRequest(@Nullable Secret code) {}
}
