package dev.tenantry.identity.flow;

import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.FlowErrors;
import dev.tenantry.identity.session.Grant;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.identity.session.TokenRequest;
import dev.tenantry.shared.database.RolePool;

/** Exchanges the code that a link or a provider ended in. */
@Component
class PkceGrant implements Grant {

    private final RolePool pool;
    private final FlowStates flows;
    private final Users users;
    private final Sessions sessions;

    PkceGrant(RolePool authPool, FlowStates flows, Users users, Sessions sessions) {
        this.pool = authPool;
        this.flows = flows;
        this.users = users;
        this.sessions = sessions;
    }

    @Override
    public String type() {
        return "pkce";
    }

    @Override
    public TokenPair grant(TokenRequest request) {
        var code = request.authCode();
        var verifier = request.codeVerifier();
        if (code == null || code.isBlank() || verifier == null || verifier.isBlank()) {
            throw AuthException.malformed("both auth code and code verifier should be non-empty");
        }
        return pool.inTransaction(() -> {
            var redeemed = flows.redeem(code.value(), verifier.value());
            var user = users.find(redeemed.userId()).orElseThrow(FlowErrors::flowStateNotFound);
            var tokens = sessions.begin(user, redeemed.method(), redeemed.sso());
            return (Supplier<TokenPair>) () -> tokens.get().with(redeemed.provider());
        }).get();
    }
}
