package dev.tenantry.identity.session;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.access.Anonymous;

@AuthEndpoint
class TokenController {

    private final Map<String, Grant> grants;
    private final Clock clock;

    TokenController(List<Grant> grants, Clock clock) {
        this.grants = new TreeMap<>(grants.stream().collect(Collectors.toMap(Grant::type, Function.identity())));
        this.clock = clock;
    }

    @PostMapping("/auth/v1/token")
    @Anonymous("this is where people sign in")
    ResponseEntity<SessionResponse> token(
            @Parameter(description = "password, refresh_token, pkce or id_token", example = "password") @RequestParam("grant_type") @Nullable String grantType,
            @RequestBody TokenRequest request) {
        var grant = grantType == null ? null : grants.get(grantType);
        if (grant == null) {
            throw AuthException.unsupportedGrantType();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(SessionResponse.of(grant.grant(request), clock));
    }
}
