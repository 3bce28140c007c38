package dev.tenantry.identity.admin;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.token.AccessTokenHook;
import dev.tenantry.identity.token.AccessTokens;
import dev.tenantry.identity.token.TokenClaims;
import dev.tenantry.tenancy.Membership;

/** Makes the one token of a session in which a super admin acts as somebody else; its claim {@code act} names the super admin. */
@Component
class ImpersonationTokens {

    private static final String METHOD = "impersonation";

    private final AccessTokens tokens;
    private final AccessTokenHook hook;

    ImpersonationTokens(AccessTokens tokens, AccessTokenHook hook) {
        this.tokens = tokens;
        this.hook = hook;
    }

    /** Decides in the present transaction what the token says; signing it is left for after. */
    Supplier<AccessTokens.Issued> prepare(SessionRows.Impersonated session, User user, Membership membership) {
        var proof = Map.<String, Object>of("method", METHOD, "timestamp", session.createdAt().getEpochSecond());
        var claims = hook.apply(user.id(), METHOD, tokens.claims(new TokenClaims(user.id(), user.email(), user.phone(),
                session.id(), membership.organizationId(), membership.role(), session.aal(), List.of(proof),
                user.appMetadata(), user.userMetadata(), user.isAnonymous(),
                new TokenClaims.Impersonation(session.impersonatorId(), session.notAfter()))));
        return () -> tokens.issue(claims);
    }
}
